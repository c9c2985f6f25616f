using System.Linq.Expressions;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Customers;

/// <summary>The customers that somebody sees. Who is responsible for some starts with those.</summary>
internal static class CustomerList
{
    /// <param name="Mine">yes: those that the person is responsible for; no: all; nothing: as <see cref="Query.MineByDefault"/> says.</param>
    /// <param name="Archived">yes: only archived; all: those too; nothing: only the others.</param>
    /// <param name="Sort">name, kind, email, city, label or responsible; a minus in front turns it round.</param>
    internal sealed record Filter(
        string? Search, string? Mine, string? Kind, string? Label, string? Archived, string? Sort, string? After, string? Before, int? Size);

    internal sealed record Query(Filter Filter, bool MineByDefault) : IRequest<Result<CustomerListView>>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Query, Result<CustomerListView>>
    {
        public async Task<Result<CustomerListView>> Handle(Query request, CancellationToken token)
        {
            var query = request.Filter;
            var me = current.Person.MembershipId;
            var responsible = await db.Customers.AnyAsync(c => c.ResponsibleId == me && c.ArchivedAt == null, token);
            var mine = query.Mine == "yes" || (query.Mine is null && request.MineByDefault && responsible);

            var customers = Filtered(db.CustomersSeenBy(current.Person).Matching(db, c => c.SearchText, query.Search), query);
            if (mine)
                customers = customers.Where(c => c.ResponsibleId == me);
            var total = await customers.CountAsync(token);

            var engagements = db.Engagements.SeenBy(current.Person).Where(e => e.ArchivedAt == null);
            var rows =
                from customer in customers
                join person in db.Staff on customer.ResponsibleId equals (Guid?)person.Id into persons
                from responsiblePerson in persons.DefaultIfEmpty()
                select new Row { Customer = customer, Responsible = responsiblePerson };
            Expression<Func<Row, CustomerRow>> view = r => new CustomerRow(
                r.Customer.Id, r.Customer.Kind, r.Customer.Name, r.Customer.Email, r.Customer.City, r.Customer.Label,
                r.Customer.ResponsibleId, r.Responsible == null ? null : r.Responsible.FullName,
                engagements.Count(e => e.CustomerId == r.Customer.Id), r.Customer.ArchivedAt != null);

            Task<Result<Page<CustomerRow>>> By<TKey>(Expression<Func<Row, TKey>> key)
                where TKey : notnull => rows.AsNoTracking().ToPage(
                key, r => r.Customer.Id, view, query.Sort is ['-', ..], new PageRequest(query.After, query.Before, query.Size), total, token);
            var page = await (query.Sort?.TrimStart('-') switch
            {
                "kind" => By(r => r.Customer.Kind == CustomerKind.Company ? 0 : 1),
                "email" => By(r => r.Customer.Email ?? ""),
                "city" => By(r => r.Customer.City ?? ""),
                "label" => By(r => r.Customer.Label ?? ""),
                "responsible" => By(r => r.Responsible == null ? "" : r.Responsible.SortName),
                _ => By(r => r.Customer.SortName),
            });
            if (page.Failed)
                return page.Failure;
            var labels = await db.CustomersSeenBy(current.Person).Where(c => c.Label != null).Select(c => c.Label!).Distinct().OrderBy(l => l).Take(200).ToListAsync(token);
            return new CustomerListView(page.Value, mine, responsible, labels, current.Person.May(Right.EditCustomers) != Reach.None);
        }

        private static IQueryable<Customer> Filtered(IQueryable<Customer> customers, Filter query)
        {
            if (Enum.TryParse<CustomerKind>(query.Kind, true, out var kind))
                customers = customers.Where(c => c.Kind == kind);
            if (!string.IsNullOrEmpty(query.Label))
                customers = customers.Where(c => c.Label == query.Label);
            return query.Archived switch
            {
                "yes" => customers.Where(c => c.ArchivedAt != null),
                "all" => customers,
                _ => customers.Where(c => c.ArchivedAt == null),
            };
        }

        private sealed class Row
        {
            public Customer Customer { get; init; } = null!;

            public Firms.StaffUser? Responsible { get; init; }
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers", async ([AsParameters] Filter filter, IMediator mediator, CancellationToken token) =>
            {
                var list = await mediator.Send(new Query(filter, true), token);
                return list.Failed ? (IResult)list.Failure.ToProblem() : new View<CustomerListPage>(new { List = list.Value });
            }).For(Right.SeeCustomers);

            app.MapGet("/api/engagements/customers", async Task<Results<Ok<Page<CustomerRow>>, Problem>> ([AsParameters] Filter filter, IMediator mediator, CancellationToken token) =>
            {
                var list = await mediator.Send(new Query(filter, false), token);
                return list.Failed ? list.Failure.ToProblem() : TypedResults.Ok(list.Value.Page);
            }).For(Right.SeeCustomers);
        }
    }
}

/// <summary>The list with what its filters need.</summary>
/// <param name="Mine">Narrowed to the customers that the reader is responsible for.</param>
/// <param name="HasMine">Whether there are any.</param>
public sealed record CustomerListView(Page<CustomerRow> Page, bool Mine, bool HasMine, IReadOnlyList<string> Labels, bool MayCreate);
