using FluentValidation;
using Identity.Accounts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.Firms;

/// <summary>Settings &gt; Firm.</summary>
public static class FirmSettings
{
    internal sealed record Query : IRequest<FirmView>;

    internal sealed record Command(
        string? Name, string? TimeZone, string? Language, string? SenderName, string? ReplyTo, string? IntroducedOn) : IRequest<Result>;

    public sealed record Body
    {
        public string? Name { get; init; }

        public string? TimeZone { get; init; }

        public string? Language { get; init; }

        public string? SenderName { get; init; }

        public string? ReplyTo { get; init; }

        public string? IntroducedOn { get; init; }
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> text)
        {
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => text["Firm_NameMissing"]);
            RuleFor(c => c.Name).MaximumLength(200).WithMessage(_ => text["Name_TooLong"]);
            RuleFor(c => c.TimeZone).Must(TimeZones.Has).WithMessage(_ => text["TimeZone_Unknown"]);
            RuleFor(c => c.Language).Must(Languages.Has).WithMessage(_ => text["Language_Unknown"]);
            RuleFor(c => c.SenderName).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => text["Firm_SenderMissing"]);
            RuleFor(c => c.SenderName).MaximumLength(200).WithMessage(_ => text["Name_TooLong"]);
            RuleFor(c => c.ReplyTo).Must(a => string.IsNullOrWhiteSpace(a) || EmailAddress.TryParse(a, out _)).WithMessage(_ => text["Email_Invalid"]);
            RuleFor(c => c.IntroducedOn).Must(d => Day.Parse(d) is not null).WithMessage(_ => text["Date_Invalid"]);
        }
    }

    private sealed class Reading(IdentityDb db) : IRequestHandler<Query, FirmView>
    {
        public async Task<FirmView> Handle(Query request, CancellationToken cancellationToken) => await db.Firms
            .Select(f => new FirmView(f.Name, f.TimeZone, f.Language, f.SenderName, f.ReplyTo, f.IntroducedOn, f.TrialUntil))
            .SingleAsync(cancellationToken);
    }

    private sealed class Handler(IdentityDb db) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            var firm = await db.Firms.SingleAsync(cancellationToken);
            firm.Change(
                command.Name!.Trim(), command.TimeZone!, command.Language!, command.SenderName!.Trim(),
                EmailAddress.TryParse(command.ReplyTo, out var replyTo) ? replyTo.Written : null, Day.Parse(command.IntroducedOn)!.Value);
            db.Announce(firm.Announcement());
            await db.SaveChangesAsync(cancellationToken);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/firm", async (IMediator mediator) =>
                new View<FirmSettingsPage>(new { Body = Filled(await mediator.Send(new Query())) })).For(Right.ManageSettings);
            app.MapGet("/api/identity/firm", async (IMediator mediator) =>
                TypedResults.Ok(await mediator.Send(new Query()))).For(Right.ManageSettings);

            app.MapPost("/settings/firm", async ([FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> text) =>
            {
                body ??= new Body();
                var result = await mediator.Send(
                    new Command(body.Name, body.TimeZone, body.Language, body.SenderName, body.ReplyTo, body.IntroducedOn));
                if (result.Failed)
                    return (IResult)new View<FirmSettingsPage>(new { Body = body, result.Failure }, result.Failure.Status);
                toasts.Show(text["Firm_Saved"]);
                return TypedResults.LocalRedirect("/settings/firm");
            }).For(Right.ManageSettings);
            app.MapPut("/api/identity/firm", async (Command command, IMediator mediator) =>
                (await mediator.Send(command)).ToResult()).For(Right.ManageSettings);
        }
    }

    private static Body Filled(FirmView firm) => new()
    {
        Name = firm.Name,
        TimeZone = firm.TimeZone,
        Language = firm.Language,
        SenderName = firm.SenderName,
        ReplyTo = firm.ReplyTo,
        IntroducedOn = Day.Write(firm.IntroducedOn),
    };
}
