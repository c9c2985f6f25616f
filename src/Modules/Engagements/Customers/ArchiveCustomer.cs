using Engagements.Engaging;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Customers;

/// <summary>Takes a customer and its engagements out of the daily lists, or brings them back.</summary>
internal static class ArchiveCustomer
{
    internal sealed record Command(Guid Id, bool Archived) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var customer = await db.CustomersSeenBy(current.Person).FirstOrDefaultAsync(c => c.Id == command.Id, token);
            if (customer is null)
                return Failure.NotFound;
            if (customer.ArchivedAt is not null == command.Archived)
                return Result.Ok;

            var engagements = await db.Engagements.Include(e => e.Team)
                .Where(e => e.CustomerId == customer.Id && (command.Archived ? e.ArchivedAt == null : e.ArchivedWithCustomer))
                .ToListAsync(token);
            var now = clock.GetUtcNow();
            if (command.Archived)
            {
                customer.Archive(now);
                engagements.ForEach(e => e.Archive(now, withCustomer: true));
            }
            else
            {
                customer.Restore();
                engagements.ForEach(e => e.Restore());
            }

            await db.AnnounceChanged(engagements, token);
            await db.SaveChangesAsync(token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/customers/{id:guid}/archive", async (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id, true), token), words["Customer_Archived"], null, $"/customers/{id}"))
                .For(Right.ImportCustomers);
            app.MapPost("/customers/{id:guid}/restore", async (Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id, false), token), words["Customer_Restored"], null, $"/customers/{id}"))
                .For(Right.ImportCustomers);
            app.MapPut("/api/engagements/customers/{id:guid}/archived", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, true), token)).ToResult()).For(Right.ImportCustomers);
            app.MapDelete("/api/engagements/customers/{id:guid}/archived", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, false), token)).ToResult()).For(Right.ImportCustomers);
        }
    }
}
