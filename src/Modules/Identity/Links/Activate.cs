using Identity.Accounts;
using Identity.Memberships;
using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Links;

/// <summary>
/// Opens a membership with the link from the mail. Looking changes nothing, because mail scanners follow links too;
/// only the form uses the link up, and only once.
/// </summary>
internal static class Activate
{
    internal sealed record Query(string? Token) : IRequest<ActivationView>;

    internal sealed record Command(string? Token, string? Password, string? Repeat = null) : IRequest<Result<SignedIn>>;

    internal sealed record Body
    {
        public string? Token { get; init; }

        public string? Password { get; init; }

        public string? Repeat { get; init; }

        /// <summary>Where the person wanted to go.</summary>
        public string? Return { get; init; }
    }

    private sealed class Reading(IdentityDb db, Current current, TimeProvider clock) : IRequestHandler<Query, ActivationView>
    {
        public async Task<ActivationView> Handle(Query request, CancellationToken cancellationToken)
        {
            var token = request.Token ?? "";
            return await Find(db, token, clock.GetUtcNow(), cancellationToken) is var (_, (membership, account, firm))
                ? new ActivationView(StepFor(account, current), token, firm.Name, membership.Name, account.Email)
                : new ActivationView(ActivationStep.Closed, token);
        }
    }

    private sealed class Handler(
        IdentityDb db, Current current, Passwords passwords, PasswordCheck check, TimeProvider clock,
        IStringLocalizer<Text> text, ILogger<Handler> log) : IRequestHandler<Command, Result<SignedIn>>
    {
        public async Task<Result<SignedIn>> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            if (await Find(db, command.Token, now, cancellationToken) is not var (link, (membership, account, firm)))
                return Closed();

            var step = StepFor(account, current);
            if (step == ActivationStep.ShowPassword && await check.Of(account.Email!, command.Password ?? "", cancellationToken) is { Failed: true, Failure: var refused })
                return refused with { Status = StatusCodes.Status422UnprocessableEntity, Message = text["Activate_WrongPassword"] };
            if (step == ActivationStep.ChoosePassword)
            {
                if (text.Refuse(command.Password, command.Repeat, account.Email, firm.Name) is { } violation)
                    return violation;
                var hash = await passwords.Hash(command.Password!, cancellationToken);
                if (hash.Failed)
                    return hash.Failure;
                account.ChoosePassword(hash.Value, now);
            }

            link.End(now);
            membership.Activate(now);
            membership.SignedIn(now);
            db.Announce(membership.Announcement(account, firm.Today(now)));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Closed();
            }

            log.LogInformation("Account {Account} activated {Membership} of firm {Firm}.", account.Id, membership.Id, firm.Id);
            return new SignedIn(Session.For(account, membership.Id, now), membership.Side);
        }

        private Failure Closed() => new("link-closed", StatusCodes.Status409Conflict, text["Activate_Closed"]);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/activate", async (string? token, string? @return, IMediator mediator) =>
                new View<ActivatePage>(new { Activation = await mediator.Send(new Query(token)), Return = @return })).ForAnyone();

            app.MapPost("/activate", async ([FromForm] Body? body, IMediator mediator, HttpContext http, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                var result = await mediator.Send(new Command(body?.Token, body?.Password, body?.Repeat ?? ""));
                if (result.Failed)
                {
                    var view = await mediator.Send(new Query(body?.Token));
                    return (IResult)new View<ActivatePage>(new { Activation = view, body?.Return, result.Failure }, result.Failure.Status);
                }

                await result.Value.Session.Begin(http);
                toasts.Show(text["Activate_Done"]);
                return TypedResults.LocalRedirect(LocalAddress.Or(body?.Return, Landing.Of(result.Value.Side)));
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);

            app.MapPost("/api/identity/activations", async (Command command, IMediator mediator, HttpContext http) =>
            {
                var result = await mediator.Send(command);
                if (result.Failed)
                    return (Results<NoContent, Problem>)result.Failure.ToProblem();
                await result.Value.Session.Begin(http);
                return TypedResults.NoContent();
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);
        }
    }

    private static ActivationStep StepFor(Account account, Current current) =>
        !account.HasPassword ? ActivationStep.ChoosePassword
        : current.Someone?.AccountId == account.Id ? ActivationStep.Confirm
        : ActivationStep.ShowPassword;

    private static async Task<(Link Link, Joined Joined)?> Find(IdentityDb db, string? token, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = Link.Hash(token);

        // In one query: read apart, somebody else's use could come between the link and its account.
        var found = await (
            from opened in db.LinksEverywhere.Where(l => l.TokenHash == hash && l.Purpose == LinkPurpose.Activation)
            join joined in db.JoinedEverywhere() on opened.OwnerId equals joined.Membership.Id
            where joined.Account.Id == opened.AccountId
            select new { Link = opened, Joined = joined }).FirstOrDefaultAsync(cancellation);
        if (found?.Link.IsOpen(now) != true)
            return null;
        var (membership, _, firm) = found.Joined;
        return membership.Blocked || membership.IsExpired(firm.Today(now)) ? null : (found.Link, found.Joined);
    }
}
