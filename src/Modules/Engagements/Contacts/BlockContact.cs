using Identity.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Contacts;

/// <summary>Shuts a contact out of the portal with the next request, or lets the contact in again.</summary>
internal static class BlockContact
{
    internal sealed record Command(Guid Id, bool Blocked) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, Current current, IAccounts accounts) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            if (!await db.ContactsEditableBy(current.Person).AnyAsync(c => c.Id == command.Id, token))
                return Failure.NotFound;
            await accounts.SetBlocked(current.FirmId, command.Id, command.Blocked, token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/customers/{customer:guid}/contacts/{id:guid}/block", async (Guid customer, Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id, true), token), words["Contact_Blocked"], null, $"/customers/{customer}"))
                .For(Right.EditCustomers);
            app.MapPost("/customers/{customer:guid}/contacts/{id:guid}/unblock", async (Guid customer, Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id, false), token), words["Contact_Unblocked"], null, $"/customers/{customer}"))
                .For(Right.EditCustomers);
            app.MapPut("/api/engagements/contacts/{id:guid}/block", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, true), token)).ToResult()).For(Right.EditCustomers);
            app.MapDelete("/api/engagements/contacts/{id:guid}/block", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, false), token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
