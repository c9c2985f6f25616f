using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

internal static class ReportAnswers
{
    /// <summary>The report's page; a page that says so where the data was never read; the problem where the person may not.</summary>
    public static IResult ToPage<TView>(this Result<TView?> found, Func<TView, IResult> page, Guid engagementId, Report report)
        where TView : class
    {
        if (found.Failed)
            return found.Failure.ToProblem();
        return found.Value is { } view ? page(view) : new View<ReportMissingPage>(new { EngagementId = engagementId, Report = report });
    }
}
