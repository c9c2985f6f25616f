using Identity.Accounts;
using Identity.Memberships;
using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Links;

/// <summary>
/// Chooses another password with the link from the mail. It ends every session of the account and signs nobody in:
/// a mailbox alone opens no door that has a second lock.
/// </summary>
internal static class ResetPassword
{
    /// <summary>The address whose password may be changed, or null where the link is closed.</summary>
    internal sealed record Query(string? Token) : IRequest<string?>;

    internal sealed record Command(string? Token, string? Password, string? Repeat = null) : IRequest<Result>;

    internal sealed record Body
    {
        public string? Token { get; init; }

        public string? Password { get; init; }

        public string? Repeat { get; init; }
    }

    private sealed class Reading(IdentityDb db, TimeProvider clock) : IRequestHandler<Query, string?>
    {
        public async Task<string?> Handle(Query request, CancellationToken cancellationToken) =>
            await Find(db, request.Token, clock.GetUtcNow(), cancellationToken) is var (_, account) ? account.Email : null;
    }

    private sealed class Handler(
        IdentityDb db, Passwords passwords, Throttle throttle, Letters letters, TimeProvider clock,
        IStringLocalizer<Text> text, ILogger<Handler> log) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            if (await Find(db, command.Token, now, cancellationToken) is not var (link, account))
                return Closed();
            var firms = await db.JoinedEverywhere().Where(j => j.Account.Id == account.Id).Select(j => j.Firm).ToListAsync(cancellationToken);
            if (text.Refuse(command.Password, command.Repeat, [account.Email, .. firms.Select(f => f.Name)]) is { } violation)
                return violation;

            var hash = await passwords.Hash(command.Password!, cancellationToken);
            if (hash.Failed)
                return hash.Failure;
            link.End(now);
            account.ChoosePassword(hash.Value, now);
            if (firms.Find(f => f.Id == link.FirmId) is { } firm)
                db.Send(await letters.PasswordChanged(account, firm, cancellationToken));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Closed();
            }

            await throttle.Forget(account.Email!, cancellationToken);
            log.LogInformation("Account {Account} chose another password by mail.", account.Id);
            return Result.Ok;
        }

        private Failure Closed() => new("link-closed", StatusCodes.Status409Conflict, text["Reset_Closed"]);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/reset-password", async (string? token, IMediator mediator) =>
                new View<ResetPasswordPage>(new { Token = token, Email = await mediator.Send(new Query(token)) })).ForAnyone();

            app.MapPost("/reset-password", async (
                [FromForm] Body? body, IMediator mediator, HttpContext http, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                var result = await mediator.Send(new Command(body?.Token, body?.Password, body?.Repeat ?? ""));
                if (result.Failed)
                {
                    var email = await mediator.Send(new Query(body?.Token));
                    return (IResult)new View<ResetPasswordPage>(new { body?.Token, Email = email, result.Failure }, result.Failure.Status);
                }

                await Session.End(http);
                toasts.Show(text["Reset_Done"]);
                return TypedResults.LocalRedirect("/sign-in");
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);

            app.MapPut("/api/identity/password-resets", async (Command command, IMediator mediator) =>
                (await mediator.Send(command)).ToResult()).ForAnyone().RequireRateLimiting(Networks.SignIn);
        }
    }

    private static async Task<(Link Link, Account Account)?> Find(IdentityDb db, string? token, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = Link.Hash(token);
        var link = await db.LinksEverywhere.FirstOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.Reset, cancellation);
        return link?.IsOpen(now) == true ? (link, await db.Accounts.SingleAsync(a => a.Id == link.AccountId, cancellation)) : null;
    }
}
