using FluentValidation;
using Identity.Links;
using Identity.SignIns;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Trials;

/// <summary>
/// A stranger asks to try Data Refresh. All it does is mail a link: the answer is the same whether or not the address
/// or the enterprise is known, and nothing exists before the link is used.
/// </summary>
public static class AskForTrial
{
    private const int PerAddressAnHour = 5;

    /// <param name="Business">Whether the person acts for a business; private persons are not served.</param>
    internal sealed record Command(
        string? FirmName, string? Name, string? Email, string? Phone, string? Country, string? EnterpriseNumber, string? Language, bool Business) : IRequest<Result>;

    public sealed record Body
    {
        public string? FirmName { get; init; }

        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? Country { get; init; }

        public string? EnterpriseNumber { get; init; }

        public string? Language { get; init; }

        public string? Business { get; init; }
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text)
        {
            RuleFor(c => c.FirmName).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => text["Firm_NameMissing"]);
            RuleFor(c => c.FirmName).MaximumLength(200).WithMessage(_ => text["Name_TooLong"]);
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => text["Name_Missing"]);
            RuleFor(c => c.Name).MaximumLength(200).WithMessage(_ => text["Name_TooLong"]);
            RuleFor(c => c.Email).Must(e => EmailAddress.TryParse(e, out _)).WithMessage(_ => text["Email_Invalid"]);
            RuleFor(c => c.Phone).Must(p => Businesses.Phone(p) is not null).WithMessage(_ => text["Trial_PhoneInvalid"]);
            RuleFor(c => c.Country).Must(Businesses.Has).WithMessage(_ => text["Trial_CountryUnknown"]);
            RuleFor(c => c.EnterpriseNumber)
                .Must((c, number) => Businesses.Fault(c.Country, Businesses.Compact(c.Country, number)) is null)
                .WithMessage(c => text[Businesses.Fault(c.Country, Businesses.Compact(c.Country, c.EnterpriseNumber))!]);
            RuleFor(c => c.Language).Must(Languages.Has).WithMessage(_ => text["Language_Unknown"]);
            RuleFor(c => c.Business).Equal(true).WithMessage(_ => text["Trial_BusinessNeeded"]);
        }
    }

    private sealed class Handler(IdentityDb db, Letters letters, TrialOffer offer, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!offer.Stands)
                return Failure.NotFound;

            var now = clock.GetUtcNow();
            var (email, since) = (EmailAddress.From(command.Email!), now.AddHours(-1));
            if (await db.Trials.CountAsync(t => t.Address == email.Key && t.AskedAt > since, cancellationToken) >= PerAddressAnHour)
                return Result.Ok;

            var trial = Trial.Asked(
                command.FirmName!.Trim(), command.Name!.Trim(), email, Businesses.Phone(command.Phone)!, command.Country!,
                Businesses.Compact(command.Country, command.EnterpriseNumber), command.Language!, now);
            var secret = trial.Issue();
            db.Trials.Add(trial);
            db.Send(await letters.Trial(
                new Addressee(Guid.Empty, trial.Email, trial.Language, offer.Operator, offer.PrivacyEmail), secret, cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/trial", (TrialOffer offer, HttpContext http) => offer.Stands
                ? (IResult)new View<TrialPage>(new { Body = new Body { Language = Languages.Of(http) } })
                : Failure.NotFound.ToProblem()).ForAnyone();

            app.MapPost("/trial", async ([FromForm] Body? body, IMediator mediator) =>
            {
                body ??= new Body();
                var result = await mediator.Send(new Command(
                    body.FirmName, body.Name, body.Email, body.Phone, body.Country, body.EnterpriseNumber, body.Language, body.Business == "true"));
                if (!result.Failed)
                    return (IResult)new View<TrialPage>(new { Body = body, Asked = true });
                return result.Failure.Fields is null
                    ? result.Failure.ToProblem()
                    : new View<TrialPage>(new { Body = body, result.Failure }, result.Failure.Status);
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);

            app.MapPost("/api/identity/trials", async (Command command, IMediator mediator) =>
            {
                var result = await mediator.Send(command);
                return result.Failed ? (Results<Accepted, Problem>)result.Failure.ToProblem() : TypedResults.Accepted((string?)null);
            }).ForAnyone().RequireRateLimiting(Networks.SignIn);
        }
    }
}
