using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Refreshes;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Portfolio;

/// <summary>The card on Home that tells what needs this person today: what fails, what stands in the way, what is old.</summary>
internal static class TodayCard
{
    private const int MostFailing = 5;
    private const int OldAfterDays = 7;

    public sealed record Query : IRequest<TodayView>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Query, TodayView>
    {
        public async Task<TodayView> Handle(Query query, CancellationToken token)
        {
            var firm = await db.ThisFirm(token);
            var today = firm.DayOf(clock.GetUtcNow());
            var oldest = today.AddDays(-OldAfterDays);
            var since = firm.StartOf(oldest.AddDays(1));

            var rows = db.RowsFor(current.Person).AsNoTracking();
            var reasons = await rows.Reasons(db.Refreshes, today)
                .Join(rows, left => left.EngagementId, row => row.EngagementId, (left, row) => new { left.Reason, Old = row.LastSuccessAt < since })
                .GroupBy(row => new { row.Reason, row.Old })
                .Select(group => new { group.Key.Reason, group.Key.Old, Count = group.Count() })
                .ToListAsync(token);
            var failing = await rows.Where(row => row.LastFailure != null)
                .OrderByDescending(row => row.LastAttemptAt)
                .Take(MostFailing + 1)
                .Select(row => new FailingRow(row.EngagementId, row.CustomerName, row.Title, row.LastFailure!, row.LastAttemptAt!.Value))
                .ToListAsync(token);
            return new TodayView(
                [.. failing.Take(MostFailing)],
                failing.Count > MostFailing,
                [
                    .. reasons.Where(r => r.Reason != "")
                        .GroupBy(r => r.Reason, (reason, group) => new RefusedCount(reason, group.Sum(r => r.Count)))
                        .Where(count => IsToDo(count.Reason))
                        .OrderBy(count => RefusalReason.RankOf(count.Reason)),
                ],
                reasons.Where(r => r is { Reason: "", Old: true }).Sum(r => r.Count),
                oldest);
        }

        // What runs, or has had its turn, needs nobody.
        private static bool IsToDo(string reason) =>
            reason is not (RefusalReason.Running or RefusalReason.DailyCapReached or RefusalReason.TriggersUsedUp);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/admin/data-refresh/today", async (IMediator mediator, CancellationToken token) =>
                new View<TodayPanel>(new { Today = await mediator.Send(new Query(), token) })).For(Right.SeeCustomers);
    }
}

/// <param name="Failing">Engagements whose last refresh failed, the latest first.</param>
/// <param name="MoreFailing">Whether there are more than these.</param>
/// <param name="Kept">Why engagements cannot be refreshed, in the order in which to act.</param>
/// <param name="Old">How many could be refreshed now and have data of <paramref name="OldDay"/> or before.</param>
public sealed record TodayView(IReadOnlyList<FailingRow> Failing, bool MoreFailing, IReadOnlyList<RefusedCount> Kept, int Old, DateOnly OldDay)
{
    public bool Nothing => Failing.Count == 0 && Kept.Count == 0 && Old == 0;
}

public sealed record FailingRow(Guid EngagementId, string CustomerName, string Title, string Reason, DateTimeOffset At);
