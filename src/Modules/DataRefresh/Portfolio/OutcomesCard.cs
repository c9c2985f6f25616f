using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Refreshes;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Portfolio;

/// <summary>The picture on Home of what the refreshes of the last 30 days came to, by the day on which they were accepted.</summary>
internal static class OutcomesCard
{
    private const int Days = 30;

    public sealed record Query : IRequest<OutcomesView>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Query, OutcomesView>
    {
        public async Task<OutcomesView> Handle(Query query, CancellationToken token)
        {
            var firm = await db.ThisFirm(token);
            var today = firm.DayOf(clock.GetUtcNow());
            var first = today.AddDays(1 - Days);
            var person = current.Person;
            var refreshes = person.May(Right.SeeCustomers) == Reach.All
                ? db.Refreshes
                : db.Refreshes.Where(r => db.Sights.Any(s => s.EngagementId == r.EngagementId && s.StaffId == person.MembershipId));
            var counts = await refreshes
                .Where(r => r.AcceptedOn >= first && r.AcceptedOn <= today)
                .GroupBy(r => new { r.AcceptedOn, r.State })
                .Select(group => new { group.Key.AcceptedOn, group.Key.State, Count = group.Count() })
                .ToListAsync(token);
            return new OutcomesView(
            [
                .. Enumerable.Range(0, Days).Select(first.AddDays).Select(day => new DayOutcome(
                    day,
                    Count(day, RefreshState.Completed),
                    Count(day, RefreshState.CompletedWithWarnings),
                    Count(day, RefreshState.Failed) + Count(day, RefreshState.AuthFailed),
                    Count(day, RefreshState.Cancelled))),
            ]);

            int Count(DateOnly day, RefreshState state) => counts.Where(c => c.AcceptedOn == day && c.State == state).Sum(c => c.Count);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/admin/data-refresh/outcomes", async (IMediator mediator, CancellationToken token) =>
                new View<OutcomesPanel>(new { Outcomes = await mediator.Send(new Query(), token) })).For(Right.SeeCustomers);
    }
}

/// <param name="Days">30 of them, the last is today.</param>
public sealed record OutcomesView(IReadOnlyList<DayOutcome> Days)
{
    public bool Nothing => Days.All(day => day.Completed + day.WithWarnings + day.Failed + day.Cancelled == 0);
}

public sealed record DayOutcome(DateOnly Day, int Completed, int WithWarnings, int Failed, int Cancelled);
