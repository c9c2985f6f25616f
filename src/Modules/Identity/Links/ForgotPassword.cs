using FluentValidation;
using Identity.Accounts;
using Identity.Memberships;
using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Messaging;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Links;

/// <summary>
/// Asks for a link to choose another password. Whether anybody has the address is found out later, in the background:
/// the answer and its time are the same for everyone.
/// </summary>
internal static class ForgotPassword
{
    internal sealed record Command(string? Email) : IRequest<Result>;

    internal sealed record Body
    {
        public string? Email { get; init; }
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text) =>
            RuleFor(c => c.Email).Must(e => EmailAddress.TryParse(e, out _)).WithMessage(_ => text["Email_Invalid"]);
    }

    /// <summary>A message to ourselves; nobody else needs to know.</summary>
    internal sealed record PasswordResetAsked(Guid FirmId, string Address)
    {
        public const string Name = "identity.password-reset-asked.v1";
    }

    private sealed class Handler(IdentityDb db) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            db.Announce(new PasswordResetAsked(Guid.Empty, EmailAddress.From(command.Email!).Key));
            await db.SaveChangesAsync(cancellationToken);
            return Result.Ok;
        }
    }

    internal sealed class Mailing(IdentityDb db, MailedLinks links, TimeProvider clock) : IHandle<PasswordResetAsked>
    {
        public async Task Handle(PasswordResetAsked happened, CancellationToken token)
        {
            var now = clock.GetUtcNow();
            var all = await db.JoinedEverywhere()
                .Where(j => j.Account.NormalizedEmail == happened.Address).ToListAsync(token);
            if (all.Find(j => j.Account.HasPassword && j.Membership.IsOpen(j.Firm.Today(now))) is { } joined)
                await links.Reset(joined.Account, joined.Firm, token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/forgot-password", () => new View<ForgotPasswordPage>()).ForAnyone();

            app.MapPost("/forgot-password", async ([FromForm] Body? body, IMediator mediator) =>
            {
                var result = await mediator.Send(new Command(body?.Email));
                return result.Failed
                    ? new View<ForgotPasswordPage>(new { body?.Email, result.Failure }, result.Failure.Status)
                    : new View<ForgotPasswordPage>(new { body?.Email, Asked = true });
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);

            app.MapPost("/api/identity/password-resets", async (Command command, IMediator mediator) =>
            {
                var result = await mediator.Send(command);
                return result.Failed ? (Results<Accepted, Problem>)result.Failure.ToProblem() : TypedResults.Accepted((string?)null);
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);
        }
    }
}
