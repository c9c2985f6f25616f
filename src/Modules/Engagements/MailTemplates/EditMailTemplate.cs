using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.MailTemplates;

/// <summary>Writes the firm's own words of one mail in one language.</summary>
internal static class EditMailTemplate
{
    internal sealed record Query(string Kind, string Language) : IRequest<Result<MailTemplateView>>;

    internal sealed record Command : MailTemplateForm, IRequest<Result>
    {
        [JsonIgnore]
        public string Kind { get; init; } = "";

        [JsonIgnore]
        public string Language { get; init; } = "";
    }

    internal sealed class Rules : AbstractValidator<Command>
    {
        public Rules(IStringLocalizer<Text> words, MailTemplateDesk desk)
        {
            RuleFor(c => c.Subject).NotEmpty().WithMessage(_ => words["Template_SubjectMissing"])
                .Must(s => s is null || !s.Trim().Any(char.IsControl)).WithMessage(_ => words["Template_OneLine"])
                .MaximumLength(MailTemplate.LongestSubject).WithMessage(_ => words["Text_TooLong", MailTemplate.LongestSubject]);
            RuleFor(c => c.Body).NotEmpty().WithMessage(_ => words["Template_BodyMissing"])
                .MaximumLength(MailTemplate.LongestBody).WithMessage(_ => words["Text_TooLong", MailTemplate.LongestBody]);
            RuleFor(c => c).Custom((command, context) =>
            {
                if (desk.Find(command.Kind, command.Language) is not { Editable: true } kind || string.IsNullOrWhiteSpace(command.Body))
                    return;
                foreach (var fault in MailFaults.In(command.ToText(), kind))
                    context.AddFailure(fault.InBody ? nameof(Command.Body) : nameof(Command.Subject), words[$"Fault_{fault.Fault}", fault.Mark, fault.Line]);
            });
        }
    }

    internal sealed class Handler(EngagementsDb db, MailTemplateDesk desk, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Query, Result<MailTemplateView>>, IRequestHandler<Command, Result>
    {
        public async Task<Result<MailTemplateView>> Handle(Query query, CancellationToken token) =>
            desk.Find(query.Kind, query.Language) is { } kind ? await desk.Show(kind, query.Language, null, token) : Failure.NotFound;

        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            if (desk.Find(command.Kind, command.Language) is not { } kind)
                return Failure.NotFound;
            if (!kind.Editable)
                return Failure.Conflict("mail-is-fixed", words["Template_FixedText"]);

            var template = await db.MailTemplates.SingleOrDefaultAsync(t => t.Kind == kind.Code && t.Language == command.Language, token);
            if (MailTemplateDesk.VersionOf(template) != command.Version)
            {
                var saved = template?.Text ?? desk.DefaultOf(kind, command.Language);
                return Stale.Conflict(words, ("subject", command.Subject, saved.Subject), ("body", command.ToText().Body, saved.Body));
            }

            if (template is null)
                db.MailTemplates.Add(template = MailTemplate.For(current.FirmId, kind.Code, command.Language));
            template.Write(command.ToText(), current.Person.Name, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(token);
                return Result.Ok;
            }
            catch (DbUpdateException race) when (race is DbUpdateConcurrencyException || race.IsDuplicateKey())
            {
                // Somebody saved between our reading and our writing: now the version differs.
                db.ChangeTracker.Clear();
                return await Handle(command, token);
            }
        }
    }

    internal sealed class Routes : ICarterModule
    {
        private const string Page = "/settings/mail-templates/{kind}/{language}";
        private const string Api = "/api/engagements/mail-templates/{kind}/{language}";

        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet(Page, async (string kind, string language, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(kind, language), token)).ToResult(template => new View<MailTemplatePage>(new { Template = template })))
                .For(Right.ManageSettings);

            app.MapPost(Page, async (
                string kind, string language, [FromForm] Command? body, IMediator mediator, MailTemplateDesk desk, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var command = (body ?? new Command()) with { Kind = kind, Language = language };
                var saved = await mediator.Send(command, token);
                if (!saved.Failed)
                {
                    toasts.Show(words["Template_Saved"]);
                    return (IResult)TypedResults.LocalRedirect($"/settings/mail-templates/{kind}/{language}");
                }

                if (saved.Failure.Fields is null || desk.Find(kind, language) is not { } known)
                    return saved.Failure.ToProblem();
                var now = await desk.Show(known, language, null, token);
                var form = saved.Failure.Code == Stale.Code ? command with { Version = now.Form.Version } : command;
                return new View<MailTemplatePage>(new { Template = now with { Form = form, Preview = desk.Preview(known, language, form.ToText()) }, saved.Failure }, saved.Failure.Status);
            }).For(Right.ManageSettings);

            app.MapGet(Api, async (string kind, string language, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(kind, language), token)).ToResult()).For(Right.ManageSettings);

            app.MapPut(Api, async (string kind, string language, Command body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(body with { Kind = kind, Language = language }, token)).ToResult()).For(Right.ManageSettings);
        }
    }
}
