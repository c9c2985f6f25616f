namespace Engagements.Eula;

/// <summary>A published version, or the draft (number 0), in the firm's settings.</summary>
/// <param name="Accepted">For how many engagements that are not archived it was accepted.</param>
public sealed record EulaVersionRow(int Number, bool Material, DateTimeOffset? PublishedAt, string? PublishedByName, int Accepted);

/// <summary>All versions of the firm.</summary>
/// <param name="Engagements">How many engagements are not archived.</param>
/// <param name="Covered">For how many of them the version in force was accepted.</param>
public sealed record EulaOverview(EulaVersionRow? Draft, IReadOnlyList<EulaVersionRow> Published, EulaInForce InForce, int Engagements, int Covered);

/// <summary>One version as it is read.</summary>
/// <param name="Number">0: the draft.</param>
/// <param name="BecomeInactive">For a draft: how many engagements become inactive at once if it is published.</param>
public sealed record EulaText(int Number, bool Material, DateTimeOffset? PublishedAt, EulaTexts Texts, long Version, int BecomeInactive);

/// <summary>The draft's form.</summary>
public sealed record EulaEditor(EulaForm Form, int NextNumber);

/// <summary>What a contact has to read and accept, and what was accepted before.</summary>
/// <param name="Number">The version in force; 0: the firm has none.</param>
/// <param name="Waiting">Titles of the engagements for which an acceptance is needed.</param>
public sealed record EulaToAccept(int Number, DateTimeOffset? PublishedAt, string? Text, IReadOnlyList<string> Waiting, IReadOnlyList<AcceptedByMe> Accepted);

public sealed record AcceptedByMe(string Engagement, int Number, string Language, DateTimeOffset AcceptedAt);

/// <param name="Engagements">For how many engagements it was recorded now; 0: it had been before.</param>
public sealed record EulaAccepted(int Number, int Engagements);
