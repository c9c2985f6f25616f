using DataRefresh.Contracts;
using DataRefresh.Dashboard;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Relationships;

/// <summary>Relationships: the customers that somebody serves, and whether each one's data was asked for, is here, or is in trouble.</summary>
internal static class RelationshipList
{
    public sealed record Query(RelationFilter Filter, bool MineByDefault, string? Sort, PageRequest Page) : IRequest<Result<RelationshipsView>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Result<RelationshipsView>>
    {
        public async Task<Result<RelationshipsView>> Handle(Query query, CancellationToken token)
        {
            var (filter, me) = (query.Filter, current.Person.MembershipId);
            var all = db.RelationsOf(current.Person);
            var responsible = await all.AnyAsync(r => r.ResponsibleId == me, token);
            var mine = filter.Mine == "yes" || (filter.Mine is null && query.MineByDefault && responsible);
            if (mine)
                all = all.Where(r => r.ResponsibleId == me);

            var found = all.Matching(db, r => r.SearchText, filter.Search);
            // Whoever is found by one engagement is shown with all of them: the worst one must not hide.
            var shown = string.IsNullOrWhiteSpace(filter.Search) ? all : all.Where(r => found.Any(f => f.CustomerId == r.CustomerId));
            var customers = db.Ranked(shown)
                .GroupBy(r => new { r.CustomerId, r.SortCustomer })
                .Select(g => new Group { CustomerId = g.Key.CustomerId, Sort = g.Key.SortCustomer, Worst = g.Min(r => r.Rank) });
            if (Enum.TryParse<RelationState>(filter.Status, ignoreCase: true, out var state) && Enum.IsDefined(state))
                customers = customers.Where(c => c.Worst == (int)state);

            var total = await customers.CountAsync(token);
            var falling = query.Sort is ['-', ..];
            var page = await (query.Sort?.TrimStart('-') == "status"
                ? customers.ToPage(c => c.Worst, c => c.CustomerId, c => c.CustomerId, falling, query.Page, total, token)
                : customers.ToPage(c => c.Sort, c => c.CustomerId, c => c.CustomerId, falling, query.Page, total, token));
            if (page.Failed)
                return page.Failure;

            var ids = page.Value.Items;
            var seesAll = current.Person.May(Right.SeeCustomers) == Reach.All;
            var relations = await db.WithRunning(all.Where(r => ids.Contains(r.CustomerId))).AsNoTracking()
                .OrderBy(r => r.Row.SortTitle).ThenBy(r => r.Row.EngagementId)
                .Select(r => new { Relation = r, MayOpen = seesAll || db.Sights.Any(s => s.EngagementId == r.Row.EngagementId && s.StaffId == me) })
                .ToListAsync(token);
            var byCustomer = relations.ToLookup(r => r.Relation.Row.CustomerId, r => Line(r.Relation, r.MayOpen));
            var names = relations.DistinctBy(r => r.Relation.Row.CustomerId).ToDictionary(r => r.Relation.Row.CustomerId, r => r.Relation.Row.CustomerName);
            return new RelationshipsView(
                new Page<Relationship>([.. ids.Where(names.ContainsKey).Select(id => new Relationship(id, names[id], [.. byCustomer[id]]))], page.Value.Next, total)
                {
                    Previous = page.Value.Previous,
                },
                mine,
                responsible);
        }

        private static RelationshipLine Line(RelationRow relation, bool mayOpen)
        {
            var row = relation.Row;
            return new RelationshipLine(
                row.EngagementId, row.Title, AccountingPackages.TitleOf(row.Package), relation.State(), relation.Reason(),
                row.LastSuccessAt, row.RequestedAt, row.SnapshotId is not null, row.Connector is not null, mayOpen);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/relationships", async ([AsParameters] RelationFilter filter, string? sort, string? after, string? before, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(filter, true, sort, new PageRequest(after, before)), token))
                    .ToResult(list => new View<RelationshipListPage>(new { List = list, Filter = filter }))).For(Right.SeeCustomers);

            app.MapGet("/api/data-refresh/relationships", async Task<Results<Ok<Page<Relationship>>, Problem>> (
                [AsParameters] RelationFilter filter, string? sort, string? after, string? before, int? size, IMediator mediator, CancellationToken token) =>
            {
                var list = await mediator.Send(new Query(filter, false, sort, new PageRequest(after, before, size)), token);
                return list.Failed ? list.Failure.ToProblem() : TypedResults.Ok(list.Value.Page);
            }).For(Right.SeeCustomers);
        }
    }

    private sealed class Group
    {
        public Guid CustomerId { get; init; }

        public string Sort { get; init; } = "";

        public int Worst { get; init; }
    }
}
