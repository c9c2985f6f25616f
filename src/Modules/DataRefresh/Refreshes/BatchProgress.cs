using System.Net.ServerSentEvents;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Hosting;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>How far a batch has come, live.</summary>
internal static class BatchProgress
{
    private const int RowsShown = 100;

    public sealed record Query(Guid BatchId) : IRequest<Result<BatchView>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Result<BatchView>>
    {
        public async Task<Result<BatchView>> Handle(Query query, CancellationToken token)
        {
            var batch = await db.BatchesFor(current.Person).AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.BatchId, token);
            if (batch is null)
                return Failure.NotFound;

            var states = await db.Refreshes.Where(r => r.BatchId == batch.Id)
                .GroupBy(r => r.State)
                .Select(g => new { State = g.Key, Count = g.Count() })
                .ToListAsync(token);
            int Count(Func<RefreshState, bool> wanted) => states.Where(s => wanted(s.State)).Sum(s => s.Count);

            // Those under way come first, then those that ended last.
            var rows = await db.Refreshes.Where(r => r.BatchId == batch.Id)
                .Join(db.Rows, r => r.EngagementId, e => e.EngagementId, (r, e) => new { r, e })
                .OrderBy(x => x.r.RunningFor == null ? 2 : x.r.State == RefreshState.Queued ? 1 : 0)
                .ThenByDescending(x => x.r.EndedAt)
                .ThenBy(x => x.e.CustomerName)
                .Take(RowsShown)
                .Select(x => new BatchRow(
                    x.r.Id, x.r.EngagementId, x.e.Title, x.e.CustomerName, x.r.State, x.r.DataSetsDone, x.r.DataSetsInAll,
                    x.r.EndedAt, x.r.From, x.r.To, x.r.FailureCode, x.r.DueAt))
                .ToListAsync(token);
            return new BatchView(
                batch.Id,
                batch.StartedAt,
                batch.StartedByName,
                batch.Accepted,
                new BatchCounts(
                    Count(s => s == RefreshState.Queued),
                    Count(s => s is RefreshState.Authorising or RefreshState.Fetching or RefreshState.Validating or RefreshState.Storing),
                    Count(s => s is RefreshState.Completed or RefreshState.CompletedWithWarnings),
                    Count(s => s is RefreshState.Failed or RefreshState.AuthFailed),
                    Count(s => s == RefreshState.Cancelled)),
                rows,
                await RefusedCount.Read(db, batch.Id, token))
            {
                CanBeCancelled = states.Any(s => Cancelling.IsPossibleIn(s.State)),
            };
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/batches/{batchId:guid}", async (Guid batchId, IMediator mediator, CancellationToken token) =>
            {
                var batch = await mediator.Send(new Query(batchId), token);
                return batch.Failed ? (IResult)batch.Failure.ToProblem() : new View<BatchPage>(new { Batch = batch.Value });
            }).For(Right.RefreshData);

            app.MapGet("/admin/data-refresh/batches/{batchId:guid}/live", (Guid batchId, HttpContext http) =>
                LiveView.Of<BatchProgressPanel>(http, async (services, token) =>
                {
                    var batch = await services.GetRequiredService<IMediator>().Send(new Query(batchId), token);
                    return batch.Failed ? null : new LiveState(new { Batch = batch.Value }, batch.Value.Finished);
                })).For(Right.RefreshData);

            app.MapGet("/api/data-refresh/batches/{batchId:guid}", async (Guid batchId, IMediator mediator, CancellationToken token) =>
            {
                var batch = await mediator.Send(new Query(batchId), token);
                return (batch.Failed ? batch.Failure : (Result<BatchState>)batch.Value.ToState()).ToResult();
            }).For(Right.RefreshData);

            app.MapGet("/api/data-refresh/batches/{batchId:guid}/events", (Guid batchId, HttpContext http, IHostApplicationLifetime host) =>
                TypedResults.ServerSentEvents(States(batchId, http, host)))
                .For(Right.RefreshData);
        }

        private static async IAsyncEnumerable<SseItem<string>> States(Guid batchId, HttpContext http, IHostApplicationLifetime host)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
            string? last = null;
            while (!ended.IsCancellationRequested)
            {
                await using var scope = http.RequestServices.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Current>().Enter(http.RequestServices.GetRequiredService<Current>().Person);
                var batch = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new Query(batchId), ended.Token);
                if (batch.Failed)
                    break;
                var state = JsonSerializer.Serialize(batch.Value.ToState(), JsonSerializerOptions.Web);
                if (state != last)
                    yield return new SseItem<string>(last = state, "state");
                if (batch.Value.Finished)
                    break;
                await Task.Delay(TimeSpan.FromSeconds(1), ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            yield return new SseItem<string>("", "done");
        }
    }
}

/// <summary>Batches whose progress a person may watch: own ones, or all with a right that reaches the whole firm.</summary>
internal static class BatchSight
{
    public static IQueryable<Batch> BatchesFor(this DataRefreshDb db, Person person) =>
        person.May(Right.RefreshData) == Reach.All ? db.Batches : db.Batches.Where(b => b.StartedBy == person.MembershipId);
}

public sealed record BatchCounts(int Queued, int Running, int Completed, int Failed, int Cancelled);

/// <summary>The API's view of a batch.</summary>
/// <param name="State"><c>Running</c> or <c>Finished</c>.</param>
public sealed record BatchState(Guid BatchId, string State, BatchCounts Counts);

public sealed record BatchView(
    Guid BatchId,
    DateTimeOffset StartedAt,
    string StartedBy,
    int Accepted,
    BatchCounts Counts,
    IReadOnlyList<BatchRow> Rows,
    IReadOnlyList<RefusedCount> Refused)
{
    /// <summary>Whether something is left that has not begun storing.</summary>
    public bool CanBeCancelled { get; init; }

    public bool Finished => Counts.Queued + Counts.Running == 0;

    public BatchState ToState() => new(BatchId, Finished ? "Finished" : "Running", Counts);
}

/// <param name="DueAt">For a queued refresh that failed or was asked to wait: when it is tried again.</param>
public sealed record BatchRow(
    Guid RefreshId,
    Guid EngagementId,
    string Title,
    string CustomerName,
    RefreshState State,
    int DataSetsDone,
    int DataSetsInAll,
    DateTimeOffset? EndedAt,
    DateOnly? From,
    DateOnly? To,
    string? FailureCode,
    DateTimeOffset DueAt)
{
    public bool CanBeCancelled => Cancelling.IsPossibleIn(State);
}
