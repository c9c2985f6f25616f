using Engagements.Customers;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Web;

namespace Engagements.Engaging;

/// <summary>The first step of a new engagement that was not begun on a customer's card: whose is it?</summary>
internal static class ChooseCustomer
{
    private const int Shown = 20;

    internal sealed record Query(string? Search) : IRequest<IReadOnlyList<CustomerHeading>>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Query, IReadOnlyList<CustomerHeading>>
    {
        public async Task<IReadOnlyList<CustomerHeading>> Handle(Query query, CancellationToken token)
        {
            var customers = db.CustomersEditableBy(current.Person).Matching(db, c => c.SearchText, query.Search);
            return await customers.OrderBy(c => c.SortName).ThenBy(c => c.Id).Take(Shown)
                .Select(c => new CustomerHeading(c.Id, c.Name, c.Kind, c.Label, c.ArchivedAt))
                .ToListAsync(token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/admin/engagements/new", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
                new View<ChooseCustomerPage>(new { Customers = await mediator.Send(query, token) })).For(Right.EditCustomers);
    }
}
