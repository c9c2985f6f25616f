using DataRefresh.Firms;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>The engagements that a batch left out, one by one, each with what can be done about it.</summary>
internal static class BatchRefusals
{
    public sealed record Query(Guid BatchId, string? Reason, PageRequest Page) : IRequest<Result<Page<RefusalView>>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Result<Page<RefusalView>>>
    {
        public async Task<Result<Page<RefusalView>>> Handle(Query query, CancellationToken token)
        {
            var batch = await db.BatchesFor(current.Person).AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.BatchId, token);
            if (batch is null)
                return Failure.NotFound;

            var firm = await db.ThisFirm(token);
            var nextDay = firm.StartOf(firm.DayOf(batch.StartedAt).AddDays(1));
            var refusals = db.Refusals.Where(r => r.BatchId == batch.Id && (query.Reason == null || r.Reason == query.Reason));
            var total = await refusals.CountAsync(token);
            var views =
                from refusal in refusals
                join row in db.Rows on refusal.EngagementId equals row.EngagementId into rows
                from row in rows.DefaultIfEmpty()
                select new RefusalView
                {
                    EngagementId = refusal.EngagementId,
                    // An id that the person may not see stays a bare id.
                    Title = refusal.Reason == RefusalReason.NotFound ? "" : row.Title,
                    CustomerName = refusal.Reason == RefusalReason.NotFound ? "" : row.CustomerName,
                    Reason = refusal.Reason,
                    Until = refusal.Reason == RefusalReason.DailyCapReached || refusal.Reason == RefusalReason.TriggersUsedUp ? nextDay : null,
                };
            return await views.ToPage(v => v.CustomerName, v => v.EngagementId, v => v, false, query.Page, total, token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/api/data-refresh/batches/{batchId:guid}/refusals", async (
                Guid batchId, string? reason, string? after, string? before, int? size, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(batchId, reason, new PageRequest(after, before, size)), token)).ToResult())
                .For(Right.RefreshData);

            app.MapGet("/admin/data-refresh/batches/{batchId:guid}/refusals", async (
                Guid batchId, string? reason, string? after, string? before, IMediator mediator, CancellationToken token) =>
            {
                var page = await mediator.Send(new Query(batchId, string.IsNullOrEmpty(reason) ? null : reason, new PageRequest(after, before)), token);
                return page.Failed
                    ? (IResult)page.Failure.ToProblem()
                    : new View<BatchRefusalsPage>(new { BatchId = batchId, Page = page.Value });
            }).For(Right.RefreshData);
        }
    }
}

public sealed record RefusalView
{
    public Guid EngagementId { get; init; }

    public string Title { get; init; } = "";

    public string CustomerName { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>When the engagement can be refreshed again, where only time stands in the way.</summary>
    public DateTimeOffset? Until { get; init; }
}
