using Engagements.Contracts;
using Engagements.Firms;

namespace Engagements.Engaging;

/// <summary>A line of the list of engagements.</summary>
/// <param name="Package">Code of the accounting package.</param>
/// <param name="Online">Whether a connector reads the package without any action by the customer.</param>
/// <param name="LegalCoverOn">Null: not marked, so nothing can be read.</param>
/// <param name="AcceptedEula">Number of the newest accepted version; 0: none.</param>
/// <param name="EulaCurrent">Whether that is enough.</param>
public sealed record EngagementRow(
    Guid EngagementId,
    string Title,
    Guid CustomerId,
    string CustomerName,
    Guid? ContactId,
    string? ContactName,
    Guid OwnerId,
    string? OwnerName,
    string Package,
    bool Online,
    DateOnly? LegalCoverOn,
    int AcceptedEula,
    bool EulaCurrent,
    bool Archived);

/// <summary>One engagement with all that its page shows.</summary>
public sealed record EngagementCard(
    EngagementRow Engagement,
    string? ContactEmail,
    string? CreatorName,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Team,
    string? ExternalId,
    RequestedScope Scope,
    string? LegalCoverBy,
    string? LegalCoverNote,
    int FinancialYearStart,
    DateOnly? ReadFrom,
    DateTimeOffset? DataRequestedAt,
    DateTimeOffset? ArchivedAt,
    bool CustomerArchived,
    long Version,
    IReadOnlyList<AcceptanceView> Acceptances,
    bool MayEdit,
    bool MayRequestData);

/// <summary>That a EULA version was accepted, by whom, and when.</summary>
public sealed record AcceptanceView(int Number, string ContactName, string Language, DateTimeOffset AcceptedAt, string Address);

/// <summary>A contact to choose from.</summary>
public sealed record ContactChoice(Guid Id, string Name, string Email);

/// <summary>The form of an engagement with what can be chosen in it.</summary>
public sealed record EngagementEditor(
    Guid? EngagementId,
    Guid CustomerId,
    string CustomerName,
    EngagementForm Form,
    IReadOnlyList<ContactChoice> Contacts,
    IReadOnlyList<StaffChoice> Staff);

public sealed record EngagementCreated(Guid EngagementId);
