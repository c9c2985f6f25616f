using Identity.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Contacts;

/// <summary>Mails a contact a new activation link; the older one dies.</summary>
internal static class ResendActivation
{
    internal sealed record Command(Guid Id) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, Current current, IAccounts accounts, IStringLocalizer<Text> words) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            if (!await db.ContactsEditableBy(current.Person).AnyAsync(c => c.Id == command.Id, token))
                return Failure.NotFound;
            return await accounts.ResendActivation(current.FirmId, command.Id, token)
                ? Result.Ok
                : new Failure("too-many-mails", StatusCodes.Status429TooManyRequests, words["Activation_TooMany"]);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/customers/{customer:guid}/contacts/{id:guid}/activation-mails", async (Guid customer, Guid id, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
                toasts.Back(await mediator.Send(new Command(id), token), words["Activation_Sent"], null, $"/customers/{customer}"))
                .For(Right.EditCustomers);
            app.MapPost("/api/engagements/contacts/{id:guid}/activation-mails", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id), token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
