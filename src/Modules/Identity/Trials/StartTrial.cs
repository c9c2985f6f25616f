using Identity.Firms;
using Identity.Links;
using Identity.Memberships;
using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Trials;

/// <summary>
/// Uses the link that proves the address: the firm is made, with its administrator, who goes on to choose a password.
/// Looking changes nothing, because mail scanners follow links too.
/// </summary>
public static class StartTrial
{
    internal sealed record Query(string? Token) : IRequest<string?>;

    /// <summary>Answers the secret of the activation page.</summary>
    internal sealed record Command(string? Token) : IRequest<Result<string>>;

    internal sealed record Body
    {
        public string? Token { get; init; }
    }

    private sealed class Reading(IdentityDb db, TimeProvider clock) : IRequestHandler<Query, string?>
    {
        public async Task<string?> Handle(Query request, CancellationToken cancellationToken) =>
            await Find(db, request.Token, clock.GetUtcNow(), cancellationToken) is { } trial ? trial.FirmName : null;
    }

    private sealed class Handler(
        IdentityDb db, Founding founding, MailedLinks links, TrialOffer offer, TimeProvider clock, IStringLocalizer<Text> text, ILogger<Handler> log)
        : IRequestHandler<Command, Result<string>>
    {
        public async Task<Result<string>> Handle(Command command, CancellationToken cancellationToken)
        {
            try
            {
                return await Start(command, cancellationToken);
            }
            catch (DbUpdateException)
            {
                // A second click, or somebody else of the same enterprise, was first; what they made is there now.
                db.ChangeTracker.Clear();
                return await Start(command, cancellationToken);
            }
        }

        private async Task<Result<string>> Start(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            if (!offer.Stands || await Find(db, command.Token, now, cancellationToken) is not { } trial)
                return Closed();

            var joined = trial.FirmId is { } begun
                ? await db.JoinedEverywhere().FirstOrDefaultAsync(j => j.Firm.Id == begun && j.Account.NormalizedEmail == trial.Address, cancellationToken)
                : null;
            if (trial.FirmId is null)
            {
                if (await WasHad(trial, cancellationToken))
                    return Failure.Conflict("trial-had", text["Trial_Had", offer.PrivacyEmail]);
                joined = await founding.Found(
                    trial.FirmName, EmailAddress.From(trial.Email), trial.PersonName, trial.Language, Businesses.ZoneOf(trial.Country), offer.Days, cancellationToken);
                trial.Start(joined.Firm.Id, now);
            }

            // Whoever closed the page before choosing a password may come back as long as the link lives.
            if (joined is null || joined.Membership.ActivatedAt is not null)
                return Closed();
            var secret = await links.Hand(joined, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            log.LogInformation("The trial {Trial} is firm {Firm}.", trial.Id, joined.Firm.Id);
            return secret;
        }

        private Task<bool> WasHad(Trial trial, CancellationToken token) => db.Trials.AnyAsync(
            t => t.FirmId != null
                && (t.Address == trial.Address || (t.Country == trial.Country && t.EnterpriseNumber == trial.EnterpriseNumber)),
            token);

        private Failure Closed() => Failure.Conflict("link-closed", text["Trial_Closed"]);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/trial/start", async (string? token, IMediator mediator) =>
                new View<StartTrialPage>(new { FirmName = await mediator.Send(new Query(token)), Token = token })).ForAnyone();

            app.MapPost("/trial/start", async ([FromForm] Body? body, IMediator mediator) =>
            {
                var result = await mediator.Send(new Command(body?.Token));
                return result.Failed
                    ? (IResult)new View<StartTrialPage>(new { result.Failure }, result.Failure.Status)
                    : TypedResults.LocalRedirect($"/activate?token={result.Value}");
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);
        }
    }

    private static async Task<Trial?> Find(IdentityDb db, string? token, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = Link.Hash(token);
        var trial = await db.Trials.FirstOrDefaultAsync(t => t.TokenHash == hash, cancellation);
        return trial?.IsOpen(now) == true ? trial : null;
    }
}
