using DataRefresh.Firms;
using DataRefresh.Refreshes;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Dashboard;

/// <summary>The card on Home: how many engagements can be refreshed now, and what keeps the others.</summary>
internal static class FreshnessCard
{
    public sealed record Query : IRequest<FreshnessView>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Query, FreshnessView>
    {
        public async Task<FreshnessView> Handle(Query query, CancellationToken token)
        {
            var firm = await db.Firms.AsNoTracking().SingleOrDefaultAsync(token) ?? new Firm();
            var counts = await db.RowsFor(current.Person).Reasons(db.Refreshes, firm.DayOf(clock.GetUtcNow()))
                .GroupBy(l => l.Reason)
                .Select(g => new RefusedCount(g.Key, g.Count()))
                .ToListAsync(token);
            return new FreshnessView(
                counts.Where(c => c.Reason == "").Sum(c => c.Count),
                [.. counts.Where(c => c.Reason != "").OrderBy(c => RefusalReason.RankOf(c.Reason))]);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/admin/data-refresh/freshness", async (IMediator mediator, CancellationToken token) =>
                new View<FreshnessCardPanel>(new { Freshness = await mediator.Send(new Query(), token) })).For(Right.SeeCustomers);
    }
}

public sealed record FreshnessView(int Eligible, IReadOnlyList<RefusedCount> Kept);
