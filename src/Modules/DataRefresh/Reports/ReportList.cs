using DataRefresh.Connectors;
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

    public sealed class Handler(DataRefreshDb db, Bookshelf shelf) : IRequestHandler<Query, Result<ReportsView>>
    {
        public async Task<Result<ReportsView>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;

            var books = opened.Value;
            var last = await (
                from row in db.Rows
                join part in db.SnapshotParts on row.SnapshotId equals part.SnapshotId
                where row.EngagementId == query.EngagementId
                select new { part.DataSet, part.State })
                .ToDictionaryAsync(part => part.DataSet, part => part.State, token);
            return new ReportsView(books.EngagementId, books.Title, books.CustomerName, books.Online,
            [
                .. from report in ReportCatalogue.All
                   let stored = books.Of(report)
                   let state = last.TryGetValue(report.Set(), out var tried) ? tried : (DataSetState?)null
                   where stored is not null || state is not null
                   select new ReportLine(
                       report, stored?.TakenAt, stored?.From, stored?.To, stored?.Part.Rows ?? 0, books.Marks(report).Count, state ?? DataSetState.Pending),
            ]);
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

/// <param name="Online">Whether it has a connector; others only have what was uploaded.</param>
public sealed record ReportsView(Guid EngagementId, string Title, string CustomerName, bool Online, IReadOnlyList<ReportLine> Reports);

/// <summary>One report of an engagement.</summary>
/// <param name="UpdatedAt">When its data last arrived; null where none ever did.</param>
/// <param name="From">First day that was read for it.</param>
/// <param name="Rows">As many rows as its downloads have.</param>
/// <param name="Marks">How many figures do not tie out.</param>
/// <param name="LastState">What became of its data set in the last snapshot; Pending where that did not ask for it.</param>
public sealed record ReportLine(
    Report Report,
    DateTimeOffset? UpdatedAt,
    DateOnly? From,
    DateOnly? To,
    long Rows,
    int Marks,
    DataSetState LastState)
{
    public string Name => Report.Slug();
}
