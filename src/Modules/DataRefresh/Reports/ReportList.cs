using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using DataRefresh.Snapshots;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>The reports of one engagement, each with its own update time.</summary>
internal static class ReportList
{
    public sealed record Query(Guid EngagementId) : IRequest<Result<ReportsView>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Result<ReportsView>>
    {
        public async Task<Result<ReportsView>> Handle(Query query, CancellationToken token)
        {
            var row = await db.RowsFor(current.Person, Right.DownloadReports).AsNoTracking()
                .SingleOrDefaultAsync(r => r.EngagementId == query.EngagementId, token);
            if (row is null)
                return Failure.NotFound;

            var parts = await (
                from snapshot in db.Snapshots
                join part in db.SnapshotParts on snapshot.Id equals part.SnapshotId
                where snapshot.Id == row.SnapshotId
                select new ReportPart(part.DataSet, part.State, part.Rows, part.State == DataSetState.Stored ? snapshot.TakenAt : null))
                .ToListAsync(token);
            return new ReportsView(
                row.EngagementId, row.Title, row.CustomerName, row.LastSuccessAt, row.PeriodFrom, row.PeriodTo, [.. parts.OrderBy(p => p.DataSet)]);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/reports", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
            {
                var reports = await mediator.Send(new Query(engagementId), token);
                return reports.Failed ? (IResult)reports.Failure.ToProblem() : new View<ReportListPage>(new { Reports = reports.Value });
            }).For(Right.DownloadReports);

            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/reports", async (Guid engagementId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId), token)).ToResult()).For(Right.DownloadReports);
        }
    }
}

/// <param name="PeriodFrom">First day covered; null before the first refresh.</param>
public sealed record ReportsView(
    Guid EngagementId,
    string Title,
    string CustomerName,
    DateTimeOffset? LastSuccessAt,
    DateOnly? PeriodFrom,
    DateOnly? PeriodTo,
    IReadOnlyList<ReportPart> Parts);

/// <param name="UpdatedAt">When its data last arrived; null where there is none.</param>
public sealed record ReportPart(DataSet DataSet, DataSetState State, long Rows, DateTimeOffset? UpdatedAt)
{
    public bool CanBeDownloaded => DataSet == DataSet.TrialBalance && State == DataSetState.Stored;
}
