using FluentValidation;
using Identity.Accounts;
using Identity.Memberships;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.SignIns;

/// <summary>Signs a person in, in the membership used last.</summary>
internal static class SignIn
{
    /// <param name="MembershipId">The one to act in, where the address has it; else the one used last.</param>
    internal sealed record Command(string? Email, string? Password, Guid? MembershipId = null) : IRequest<Result<SignedIn>>;

    internal sealed record Body
    {
        public string? Email { get; init; }

        public string? Password { get; init; }

        public string? Return { get; init; }

        /// <summary>The membership that the link in a mail is for.</summary>
        public string? Membership { get; init; }
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text)
        {
            RuleFor(c => c.Email).NotEmpty().WithMessage(_ => text["Email_Missing"]);
            RuleFor(c => c.Password).NotEmpty().WithMessage(_ => text["Password_Missing"]);
            RuleFor(c => c.Password).MaximumLength(PasswordRules.Longest * 2).WithMessage(_ => text["Password_TooLong"]);
        }
    }

    private sealed class Handler(IdentityDb db, PasswordCheck check, TimeProvider clock, ILogger<Handler> log)
        : IRequestHandler<Command, Result<SignedIn>>
    {
        public async Task<Result<SignedIn>> Handle(Command command, CancellationToken cancellationToken)
        {
            var checkedPassword = await check.Of(command.Email!, command.Password!, cancellationToken);
            if (checkedPassword.Failed)
                return checkedPassword.Failure;

            var account = checkedPassword.Value;
            var now = clock.GetUtcNow();
            var open = (await db.JoinedEverywhere().Where(j => j.Account.Id == account.Id).ToListAsync(cancellationToken))
                .Where(j => j.Membership.IsOpen(j.Firm.Today(now)))
                .OrderByDescending(j => j.Membership.Id == command.MembershipId).ThenByDescending(j => j.Membership.LastSignInAt).ThenBy(j => j.Membership.Id)
                .ToList();
            if (open.Count == 0)
            {
                log.LogWarning("A sign-in was refused: account {Account} has no open membership.", account.Id);
                return check.Refused();
            }

            var membership = open[0].Membership;
            membership.SignedIn(now);
            await db.SaveChangesAsync(cancellationToken);
            log.LogInformation("Account {Account} signed in as {Membership} of firm {Firm}.", account.Id, membership.Id, membership.FirmId);
            return new SignedIn(Session.For(account, membership.Id, now), membership.Side, open.Count > 1);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/sign-in", (string? @return, string? membership, Current current) => current.Someone is { } someone && (Asked(membership) ?? someone.MembershipId) == someone.MembershipId
                ? (IResult)TypedResults.LocalRedirect(LocalAddress.Or(@return, Landing.Of(someone.Side)))
                : new View<SignInPage>(new { Return = @return, Membership = membership }))
                .ForAnyone();

            app.MapPost("/sign-in", async ([FromForm] Body? body, IMediator mediator, HttpContext http) =>
            {
                var result = await mediator.Send(new Command(body?.Email, body?.Password, Asked(body?.Membership)));
                if (result.Failed)
                    return (IResult)new View<SignInPage>(new { body?.Email, body?.Return, body?.Membership, result.Failure }, Unprocessable(result.Failure));
                await result.Value.Session.Begin(http);
                return TypedResults.LocalRedirect(LocalAddress.Or(
                    body?.Return, result.Value.Several ? "/memberships" : Landing.Of(result.Value.Side)));
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);

            app.MapPost("/api/identity/session", async (Command command, IMediator mediator, HttpContext http) =>
            {
                var result = await mediator.Send(command);
                if (result.Failed)
                    return (Results<NoContent, Problem>)result.Failure.ToProblem();
                await result.Value.Session.Begin(http);
                return TypedResults.NoContent();
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);
        }
    }

    private static Guid? Asked(string? membership) => Guid.TryParse(membership, out var id) ? id : null;

    // For a browser a refused sign-in is a form to correct; 401 would ask it for credentials of its own.
    private static int Unprocessable(Failure failure) =>
        failure.Status == StatusCodes.Status401Unauthorized ? StatusCodes.Status422UnprocessableEntity : failure.Status;
}
