using DataRefresh.Dashboard;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>The tab of a customer's card: the refreshes of all engagements that the person sees.</summary>
internal static class CustomerHistory
{
    public sealed record Query(Guid CustomerId, PageRequest Page) : IRequest<Result<CustomerHistoryView>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, Result<CustomerHistoryView>>
    {
        public async Task<Result<CustomerHistoryView>> Handle(Query query, CancellationToken token)
        {
            // A customer without an engagement is nothing that this module knows: foreign, missing and empty look the same.
            var rows = db.RowsFor(current.Person).Where(r => r.CustomerId == query.CustomerId);
            var name = await rows.Select(r => r.CustomerName).FirstOrDefaultAsync(token);
            var page = await db.PastOf(rows, query.Page, token);
            return page.Failed ? page.Failure : new CustomerHistoryView(query.CustomerId, name, page.Value);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/customers/{customerId:guid}/history", async (
                Guid customerId, string? after, string? before, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(customerId, new PageRequest(after, before)), token))
                    .ToResult(history => new View<CustomerHistoryPage>(new { History = history }))).For(Right.SeeCustomers);
    }
}

/// <param name="CustomerName">Null when the person sees no engagement of the customer.</param>
public sealed record CustomerHistoryView(Guid CustomerId, string? CustomerName, Page<PastRefresh> Page);
