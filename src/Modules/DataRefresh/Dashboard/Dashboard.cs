using System.Linq.Expressions;
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
            var firm = await db.ThisFirm(token);
            var today = firm.DayOf(clock.GetUtcNow());
            var filtered = query.Filter.Apply(db, db.RowsFor(current.Person).AsNoTracking(), firm, today);
            if (filtered.Failed)
                return filtered.Failure;

            var rows = filtered.Value;
            var total = await rows.CountAsync(token);
            Expression<Func<EngagementRow, DashboardItem>> view = r => new DashboardItem
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
                    || db.Refreshes.Count(x => x.EngagementId == r.EngagementId && x.AcceptedOn == today && x.TriggerNumber != null) >= Refresh.MostTriggersADay,
            };
            var (sort, falling) = query.Sort is ['-', .. var name] ? (name, true) : (query.Sort, false);
            Task<Result<Page<DashboardItem>>> By<TKey>(Expression<Func<EngagementRow, TKey>> key)
                where TKey : notnull => rows.ToPage(key, r => r.EngagementId, view, falling, query.Page, total, token);
            return await (sort switch
            {
                "engagement" => By(r => r.SortTitle),
                "contact" => By(r => r.ContactSearch),
                "owner" => By(r => r.SortOwner),
                "package" => By(r => r.Package),
                "last-upload" => By(r => r.SortUpload),
                "last-attempt" => By(r => r.SortAttempt),
                "period" => By(r => r.SortPeriod),
                // Computed from the ledger as it stands, so no index has this order: decision 0010.
                "status" => By(r => db.Refreshes.Any(x => x.RunningFor == r.EngagementId) ? 1
                    : r.BlockerBits != 0 ? 3
                    : db.Refreshes.Any(x => x.EngagementId == r.EngagementId && x.SlotOn == today)
                        || db.Refreshes.Count(x => x.EngagementId == r.EngagementId && x.AcceptedOn == today && x.TriggerNumber != null) >= Refresh.MostTriggersADay ? 2
                    : 0),
                _ => By(r => r.SortCustomer),
            });
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
