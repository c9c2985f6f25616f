using Identity.Accounts;
using Identity.Links;
using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Profile;

/// <summary>Chooses another password, by showing the present one. Every other session of the account ends.</summary>
internal static class ChangePassword
{
    internal sealed record Command(string? CurrentPassword, string? Password, string? Repeat = null) : IRequest<Result<Account>>;

    internal sealed record Body
    {
        public string? CurrentPassword { get; init; }

        public string? Password { get; init; }

        public string? Repeat { get; init; }
    }

    private sealed class Handler(
        IdentityDb db, Current current, Passwords passwords, PasswordCheck check, Letters letters, TimeProvider clock,
        IStringLocalizer<Text> text, ILogger<Handler> log) : IRequestHandler<Command, Result<Account>>
    {
        public async Task<Result<Account>> Handle(Command command, CancellationToken cancellationToken)
        {
            var me = current.Person;
            var shown = await check.Of(me.Email, command.CurrentPassword ?? "", cancellationToken);
            if (shown.Failed)
                return Failure.Invalid("currentPassword", text["Password_CurrentWrong"]);
            if (text.Refuse(command.Password, command.Repeat, me.Email, me.FirmName) is { } violation)
                return violation;

            var hash = await passwords.Hash(command.Password!, cancellationToken);
            if (hash.Failed)
                return hash.Failure;
            var (account, firm) = (shown.Value, await db.Firms.SingleAsync(cancellationToken));
            account.ChoosePassword(hash.Value, clock.GetUtcNow());
            db.Send(await letters.PasswordChanged(account, firm, cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            log.LogInformation("Account {Account} changed its password.", account.Id);
            return account;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/me/password", async (
                [FromForm] Body? body, IMediator mediator, HttpContext http, IdentityDb db, Current current, Toasts toasts,
                IStringLocalizer<Text> text) =>
            {
                var result = await mediator.Send(new Command(body?.CurrentPassword, body?.Password, body?.Repeat ?? ""));
                if (result.Failed)
                {
                    var me = await db.ReadMe(current.Person, http.RequestAborted);
                    return (IResult)new View<MePage>(new { Me = me, PasswordFailure = result.Failure }, result.Failure.Status);
                }

                await GoOn(http, result.Value);
                toasts.Show(text["Me_PasswordChanged"]);
                return TypedResults.LocalRedirect("/me");
            }).ForSignedIn();

            app.MapPut("/api/identity/me/password", async (Command command, IMediator mediator, HttpContext http) =>
            {
                var result = await mediator.Send(command);
                if (result.Failed)
                    return (Results<NoContent, Problem>)result.Failure.ToProblem();
                await GoOn(http, result.Value);
                return TypedResults.NoContent();
            }).ForSignedIn();
        }
    }

    /// <summary>This browser goes on, with the new stamp; the hours already signed in still count.</summary>
    private static Task GoOn(HttpContext http, Account account)
    {
        var session = Session.Of(http.User)!;
        return Session.For(account, session.MembershipId, session.SignedInAt).Begin(http);
    }
}
