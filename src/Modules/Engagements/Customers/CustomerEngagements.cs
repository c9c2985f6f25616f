using Engagements.Engaging;
using Engagements.Eula;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Customers;

/// <summary>The tab of a customer's card with the engagements that the reader sees.</summary>
internal static class CustomerEngagements
{
    internal sealed record Query(Guid CustomerId) : IRequest<Result<CustomerEngagementsView>>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Query, Result<CustomerEngagementsView>>
    {
        public async Task<Result<CustomerEngagementsView>> Handle(Query query, CancellationToken token)
        {
            var heading = await db.CustomersSeenBy(current.Person)
                .Where(c => c.Id == query.CustomerId)
                .Select(c => new CustomerHeading(c.Id, c.Name, c.Kind, c.Label, c.ArchivedAt))
                .FirstOrDefaultAsync(token);
            if (heading is null)
                return Failure.NotFound;

            var inForce = await db.EulaVersions.InForce(token);
            var rows = await db.Rows(db.Engagements.SeenBy(current.Person).Where(e => e.CustomerId == query.CustomerId))
                .OrderBy(r => r.Engagement.ArchivedAt != null).ThenBy(r => r.Engagement.SortTitle).ThenBy(r => r.Engagement.Id)
                .Select(JoinedRow.View(inForce.Required))
                .ToListAsync(token);
            return new CustomerEngagementsView(
                heading, rows, heading.ArchivedAt is null && current.Person.May(Right.EditCustomers) != Reach.None);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/customers/{id:guid}/engagements", async (Guid id, IMediator mediator, CancellationToken token) =>
            {
                var tab = await mediator.Send(new Query(id), token);
                return tab.Failed ? (IResult)tab.Failure.ToProblem() : new View<CustomerEngagementsPage>(new { Tab = tab.Value });
            }).For(Right.SeeCustomers);
            app.MapGet("/api/engagements/customers/{id:guid}/engagements", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(id), token)).ToResult()).For(Right.SeeCustomers);
        }
    }
}

/// <summary>A customer's engagements.</summary>
public sealed record CustomerEngagementsView(CustomerHeading Customer, IReadOnlyList<EngagementRow> Engagements, bool MayCreate);
