using DataRefresh.Dashboard;
using DataRefresh.Firms;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Portfolio;

/// <summary>The picture on Home of how fresh the data of the whole portfolio is.</summary>
internal static class FreshnessCard
{
    public sealed record Query : IRequest<FreshnessView>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Query, FreshnessView>
    {
        public async Task<FreshnessView> Handle(Query query, CancellationToken token)
        {
            var firm = await db.ThisFirm(token);
            var today = firm.DayOf(clock.GetUtcNow());
            var (day, week, month) = (firm.StartOf(today), firm.StartOf(today.AddDays(-6)), firm.StartOf(today.AddDays(-29)));
            var counts = await db.RowsFor(current.Person)
                .GroupBy(row => row.LastSuccessAt == null ? 4 : row.LastSuccessAt >= day ? 0 : row.LastSuccessAt >= week ? 1 : row.LastSuccessAt >= month ? 2 : 3)
                .Select(group => new { Age = group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Age, group => group.Count, token);
            return new FreshnessView(today, [.. Enumerable.Range(0, 5).Select(age => counts.GetValueOrDefault(age))]);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/admin/data-refresh/freshness", async (IMediator mediator, CancellationToken token) =>
                new View<FreshnessPanel>(new { Freshness = await mediator.Send(new Query(), token) })).For(Right.SeeCustomers);
    }
}

/// <param name="Counts">Engagements with data of today, of this week, of the last 30 days, older, and without any.</param>
public sealed record FreshnessView(DateOnly Today, IReadOnlyList<int> Counts);
