namespace DataRefresh.Reports;

/// <summary>Which report of which engagement it is, whether there is anything in it or not.</summary>
/// <param name="Title">Of the engagement.</param>
public sealed record ReportHead(Guid EngagementId, Report Report, string Title, string CustomerName)
{
    internal static ReportHead Of(Books books, Report report) => new(books.EngagementId, report, books.Title, books.CustomerName);
}
