using System.Globalization;
using FluentValidation;
using Identity.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Contacts;

/// <summary>Sets the last day on which a contact can sign in; an empty date means no end.</summary>
internal static class SetContactValidity
{
    /// <summary>The date as a date field sends it: 2026-12-31.</summary>
    internal sealed record Body
    {
        public string? ValidUntil { get; init; }
    }

    internal sealed record Command(Guid Id, string? ValidUntil) : IRequest<Result>;

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> words) =>
            RuleFor(c => c.ValidUntil).Must(d => string.IsNullOrWhiteSpace(d) || Dates.Parse(d) is not null).WithMessage(_ => words["Date_Invalid"]);
    }

    internal sealed class Handler(EngagementsDb db, Current current, IAccounts accounts) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            if (!await db.ContactsEditableBy(current.Person).AnyAsync(c => c.Id == command.Id, token))
                return Failure.NotFound;
            await accounts.SetValidUntil(current.FirmId, command.Id, Dates.Parse(command.ValidUntil), token);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/customers/{customer:guid}/contacts/{id:guid}/validity", async (Guid customer, Guid id, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var set = await mediator.Send(new Command(id, body?.ValidUntil), token);
                if (set.Failed && set.Failure.Fields is not null)
                    set = set.Failure with { Message = words["Date_Invalid"] };
                return toasts.Back(set, words["Validity_Set"], null, $"/customers/{customer}");
            }).For(Right.EditCustomers);
            app.MapPut("/api/engagements/contacts/{id:guid}/validity", async (Guid id, Body body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, body.ValidUntil), token)).ToResult()).For(Right.EditCustomers);
        }
    }
}
