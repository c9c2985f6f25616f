using DataRefresh.TrialBalances;

namespace DataRefresh.Reports;

/// <summary>What every report's page shows around its rows.</summary>
/// <param name="Title">Of the engagement.</param>
/// <param name="From">First day that was read for the report.</param>
public sealed record ReportFrameView(
    Guid EngagementId,
    Report Report,
    string Title,
    string CustomerName,
    DateTimeOffset UpdatedAt,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<TieOutWarning> Marks)
{
    /// <param name="report">One that the books have.</param>
    internal static ReportFrameView Of(Books books, Report report)
    {
        var stored = books.Of(report)!;
        return new(books.EngagementId, report, books.Title, books.CustomerName, stored.TakenAt, stored.From, stored.To, books.Marks(report));
    }
}
