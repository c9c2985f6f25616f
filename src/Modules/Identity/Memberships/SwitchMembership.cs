using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Memberships;

/// <summary>Goes on in another membership of the same account, in a new session that ends when the old one would.</summary>
internal static class SwitchMembership
{
    internal sealed record Command(Guid MembershipId, DateTimeOffset SignedInAt) : IRequest<Result<Switched>>;

    internal sealed record Switched(Session Session, Side Side, string FirmName, string? CustomerName);

    internal sealed record Body(Guid MembershipId);

    private sealed class Handler(IdentityDb db, Current current, TimeProvider clock, ILogger<Handler> log)
        : IRequestHandler<Command, Result<Switched>>
    {
        public async Task<Result<Switched>> Handle(Command command, CancellationToken cancellationToken)
        {
            var (me, now) = (current.Person, clock.GetUtcNow());
            var joined = await db.JoinedEverywhere()
                .FirstOrDefaultAsync(j => j.Membership.Id == command.MembershipId && j.Account.Id == me.AccountId, cancellationToken);
            if (joined is null || !joined.Membership.IsOpen(joined.Firm.Today(now)))
                return Failure.NotFound;

            var (membership, account, firm) = joined;
            membership.SignedIn(now);
            await db.SaveChangesAsync(cancellationToken);
            log.LogInformation("Account {Account} switched from {Old} to {Membership}.", account.Id, me.MembershipId, membership.Id);
            return new Switched(Session.For(account, membership.Id, command.SignedInAt), membership.Side, firm.Name, membership.CustomerName);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/memberships/{id:guid}", async (
                Guid id, IMediator mediator, HttpContext http, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                var result = await Switch(id, mediator, http);
                if (result.Failed)
                    return (IResult)result.Failure.ToProblem();
                toasts.Show(text["Memberships_Switched", result.Value.CustomerName is { } customer
                    ? $"{result.Value.FirmName} · {customer}" : result.Value.FirmName]);
                return TypedResults.LocalRedirect(Landing.Of(result.Value.Side));
            }).ForSignedIn();

            app.MapPut("/api/identity/session", async (Body body, IMediator mediator, HttpContext http) =>
            {
                var result = await Switch(body.MembershipId, mediator, http);
                return result.Failed ? (Results<NoContent, Problem>)result.Failure.ToProblem() : TypedResults.NoContent();
            }).ForSignedIn();
        }
    }

    private static async Task<Result<Switched>> Switch(Guid id, IMediator mediator, HttpContext http)
    {
        var result = await mediator.Send(new Command(id, Session.Of(http.User)!.SignedInAt));
        if (!result.Failed)
            await result.Value.Session.Begin(http);
        return result;
    }
}
