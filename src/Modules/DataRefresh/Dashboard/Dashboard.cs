using DataRefresh.Firms;
using DataRefresh.Refreshes;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Dashboard;

/// <summary>Admin > Data Refresh: the online engagements that the person may see, and how fresh each one is.</summary>
internal static class Dashboard
{
    public sealed record Query(DashboardFilter Filter, string? Sort, PageRequest Page) : IRequest<Result<Page<DashboardItem>>>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Query, Result<Page<DashboardItem>>>
    {
        public async Task<Result<Page<DashboardItem>>> Handle(Query query, CancellationToken token)
        {
            var firm = await db.Firms.AsNoTracking().SingleOrDefaultAsync(token) ?? new Firm();
            var today = firm.DayOf(clock.GetUtcNow());
            var filtered = query.Filter.Apply(db.RowsFor(current.Person).AsNoTracking(), db.Refreshes, firm, today);
            if (filtered.Failed)
                return filtered.Failure;

            var rows = filtered.Value;
            var total = await rows.CountAsync(token);
            var items = rows.Select(r => new DashboardItem
            {
                EngagementId = r.EngagementId,
                Title = r.Title,
                CustomerId = r.CustomerId,
                CustomerName = r.CustomerName,
                ContactName = r.ContactName,
                OwnerName = r.OwnerName,
                Package = r.Package,
                LastSuccessAt = r.LastSuccessAt,
                LastAttemptAt = r.LastAttemptAt,
                LastFailure = r.LastFailure,
                PeriodFrom = r.PeriodFrom,
                PeriodTo = r.PeriodTo,
                BlockerBits = r.BlockerBits,
                HasReports = r.SnapshotId != null,
                RunningId = db.Refreshes.Where(x => x.RunningFor == r.EngagementId).Select(x => (Guid?)x.Id).FirstOrDefault(),
                FailingSince = db.FailureEpisodes.Where(x => x.OpenFor == r.EngagementId).Select(x => (DateTimeOffset?)x.OpenedAt).FirstOrDefault(),
                Failures = db.FailureEpisodes.Where(x => x.OpenFor == r.EngagementId).Select(x => x.Failures).FirstOrDefault(),
                RunningState = db.Refreshes.Where(x => x.RunningFor == r.EngagementId).Select(x => (RefreshState?)x.State).FirstOrDefault(),
                CapReached = db.Refreshes.Any(x => x.EngagementId == r.EngagementId && x.SlotOn == today)
                    || db.Refreshes.Count(x => x.EngagementId == r.EngagementId && x.AcceptedOn == today) >= Refresh.MostTriggersADay,
            });
            var (sort, falling) = query.Sort is ['-', .. var name] ? (name, true) : (query.Sort, false);
            var page = query.Page;
            return sort switch
            {
                "engagement" => await items.ToPage(i => i.Title, i => i.EngagementId, i => i, falling, page, total, token),
                "contact" => await items.ToPage(i => i.ContactName, i => i.EngagementId, i => i, falling, page, total, token),
                "owner" => await items.ToPage(i => i.OwnerName, i => i.EngagementId, i => i, falling, page, total, token),
                "package" => await items.ToPage(i => i.Package, i => i.EngagementId, i => i, falling, page, total, token),
                "last-upload" => await items.ToPage(i => i.LastSuccessAt ?? DateTimeOffset.UnixEpoch, i => i.EngagementId, i => i, falling, page, total, token),
                "last-attempt" => await items.ToPage(i => i.LastAttemptAt ?? DateTimeOffset.UnixEpoch, i => i.EngagementId, i => i, falling, page, total, token),
                "period" => await items.ToPage(i => i.PeriodTo ?? DateOnly.MinValue, i => i.EngagementId, i => i, falling, page, total, token),
                "status" => await items.ToPage(
                    i => i.RunningState != null ? 1 : i.BlockerBits != 0 ? 3 : i.CapReached ? 2 : 0,
                    i => i.EngagementId, i => i, falling, page, total, token),
                _ => await items.ToPage(i => i.CustomerName, i => i.EngagementId, i => i, falling, page, total, token),
            };
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/api/data-refresh/engagements", async (
                [AsParameters] DashboardFilter filter, string? sort, string? after, string? before, int? size, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(filter, sort, new PageRequest(after, before, size)), token)).ToResult())
                .For(Right.SeeCustomers);

            app.MapGet("/admin/data-refresh", async (
                [AsParameters] DashboardFilter filter, string? sort, string? after, string? before,
                IMediator mediator, DataRefreshDb db, Current current, CancellationToken token) =>
            {
                var page = await mediator.Send(new Query(filter, sort, new PageRequest(after, before)), token);
                if (page.Failed)
                    return (IResult)page.Failure.ToProblem();
                var choices = await Choices.Read(db, current.Person, token);
                return new View<DashboardPage>(new { Filter = filter, Page = page.Value, Choices = choices });
            }).For(Right.SeeCustomers);
        }
    }
}
