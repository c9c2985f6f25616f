using SharedKernel.Web;

namespace SharedKernel.Ui;

/// <summary>One part of a whole.</summary>
/// <param name="Href">Where the part's members are listed; null for nowhere.</param>
public sealed record Share(string Name, int Count, Tone Tone, string? Href = null);

/// <summary>One kind of thing that is counted, one number for each label of a <c>StackedColumns</c>.</summary>
public sealed record StackedSeries(string Name, Tone Tone, IReadOnlyList<int> Counts);
