using Engagements.Contacts;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Customers;

/// <summary>The first tab of a customer's card: the profile and the contacts.</summary>
internal static class CustomerCard
{
    internal sealed record Query(Guid Id) : IRequest<Result<CustomerCardView>>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Query, Result<CustomerCardView>>
    {
        public async Task<Result<CustomerCardView>> Handle(Query query, CancellationToken token)
        {
            var mayEdit = db.CustomersEditableBy(current.Person);
            var mayArchive = current.Person.May(Right.ImportCustomers) != Reach.None;
            var found = await db.CustomersSeenBy(current.Person).AsNoTracking()
                .Where(c => c.Id == query.Id)
                .Select(c => new
                {
                    Customer = c,
                    Responsible = db.Staff.Where(s => s.Id == c.ResponsibleId).Select(s => s.FullName).FirstOrDefault(),
                    MayEdit = mayEdit.Any(m => m.Id == c.Id),
                })
                .FirstOrDefaultAsync(token);
            if (found is null)
                return Failure.NotFound;

            var contacts = await db.Contacts
                .Where(c => c.CustomerId == query.Id)
                .OrderBy(c => c.SortName).ThenBy(c => c.Id)
                .Select(c => new ContactView(
                    c.Id, c.FullName, c.Email, c.Language, c.Login, c.ValidUntil, db.Engagements.Count(e => e.ContactId == c.Id && e.ArchivedAt == null)))
                .ToListAsync(token);
            var customer = found.Customer;
            return new CustomerCardView(
                customer.Id, customer.Kind, customer.Name, customer.FirstName, customer.LastName, customer.Email, customer.Phone, customer.Language,
                customer.Street, customer.PostalCode, customer.City, customer.Country, customer.Label,
                customer.EnterpriseNumber is { } number ? EnterpriseNumber.Show(customer.Country, number) : null,
                customer.ResponsibleId, found.Responsible, customer.ArchivedAt, customer.Version, contacts, found.MayEdit, mayArchive);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/{id:guid}", async (Guid id, IMediator mediator, TimeProvider clock, Current current, CancellationToken token) =>
            {
                var card = await mediator.Send(new Query(id), token);
                return card.Failed
                    ? (IResult)card.Failure.ToProblem()
                    : new View<CustomerCardPage>(new { Customer = card.Value, Today = clock.Today(current.Person) });
            }).For(Right.SeeCustomers);
            app.MapGet("/api/engagements/customers/{id:guid}", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(id), token)).ToResult()).For(Right.SeeCustomers);
        }
    }
}
