using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Eula;

/// <summary>Begins the next version or goes on with it. There is one draft at most.</summary>
internal static class DraftEula
{
    internal sealed record Query : IRequest<EulaEditor>;

    internal sealed record Command : EulaForm, IRequest<Result>;

    internal sealed class Rules : AbstractValidator<Command>
    {
        private const int Longest = 200_000;

        public Rules(IStringLocalizer<Text> words)
        {
            RuleFor(c => c.En).NotEmpty().WithMessage(_ => words["Eula_TextMissing", "English"]).MaximumLength(Longest).WithMessage(_ => words["Text_TooLong", Longest]);
            RuleFor(c => c.Fr).NotEmpty().WithMessage(_ => words["Eula_TextMissing", "Français"]).MaximumLength(Longest).WithMessage(_ => words["Text_TooLong", Longest]);
            RuleFor(c => c.Nl).NotEmpty().WithMessage(_ => words["Eula_TextMissing", "Nederlands"]).MaximumLength(Longest).WithMessage(_ => words["Text_TooLong", Longest]);
            RuleFor(c => c.Pl).NotEmpty().WithMessage(_ => words["Eula_TextMissing", "Polski"]).MaximumLength(Longest).WithMessage(_ => words["Text_TooLong", Longest]);
            RuleFor(c => c.Kind).Must(k => k is "material" or "correction").WithMessage(_ => words["Eula_KindMissing"]);
        }
    }

    internal sealed class Handler(EngagementsDb db, Current current, IStringLocalizer<Text> words)
        : IRequestHandler<Query, EulaEditor>, IRequestHandler<Command, Result>
    {
        public async Task<EulaEditor> Handle(Query query, CancellationToken token)
        {
            // A new draft starts from the words in force.
            var latest = await db.EulaVersions.AsNoTracking()
                .OrderByDescending(v => v.Number == EulaVersion.Draft).ThenByDescending(v => v.Number)
                .FirstOrDefaultAsync(token);
            var form = latest is null ? new EulaForm { Kind = "material", Version = "0" } : EulaForm.Of(latest);
            return new EulaEditor(
                latest is { Number: not EulaVersion.Draft } ? form with { Kind = null, Version = "0" } : form,
                (await db.EulaVersions.InForce(token)).Newest + 1);
        }

        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var texts = new EulaTexts(command.En!, command.Fr!, command.Nl!, command.Pl!);
            var draft = await db.EulaVersions.FirstOrDefaultAsync(v => v.Number == EulaVersion.Draft, token);
            if ((draft?.Version ?? 0).ToString(CultureInfo.InvariantCulture) != command.Version)
                return Conflict(command, draft is null ? new EulaForm() : EulaForm.Of(draft));
            if (draft is null)
                db.EulaVersions.Add(EulaVersion.Start(current.FirmId, texts, command.Kind == "material"));
            else
                draft.Revise(texts, command.Kind == "material");
            try
            {
                await db.SaveChangesAsync(token);
                return Result.Ok;
            }
            catch (DbUpdateException) when (draft is null)
            {
                // Somebody else began the draft in this very moment.
                db.ChangeTracker.Clear();
                return Conflict(command, EulaForm.Of(await db.EulaVersions.FirstAsync(v => v.Number == EulaVersion.Draft, token)));
            }
        }

        private Failure Conflict(EulaForm mine, EulaForm saved) => Stale.Conflict(
            words, ("en", mine.En, saved.En), ("fr", mine.Fr, saved.Fr), ("nl", mine.Nl, saved.Nl), ("pl", mine.Pl, saved.Pl), ("kind", mine.Kind, saved.Kind));
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/eula/draft", async (IMediator mediator, CancellationToken token) =>
                new View<EulaFormPage>(new { Editor = await mediator.Send(new Query(), token) })).For(Right.ManageSettings);

            app.MapPost("/settings/eula/draft", async ([FromForm] Command? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var command = body ?? new Command();
                var drafted = await mediator.Send(command, token);
                if (!drafted.Failed)
                {
                    toasts.Show(words["Eula_DraftSaved"]);
                    return (IResult)TypedResults.LocalRedirect("/settings/eula/0");
                }

                var editor = await mediator.Send(new Query(), token);
                var form = drafted.Failure.Code == Stale.Code ? command with { Version = editor.Form.Version } : command;
                return new View<EulaFormPage>(new { Editor = editor with { Form = form }, drafted.Failure }, drafted.Failure.Status);
            }).For(Right.ManageSettings);

            app.MapPut("/api/engagements/eula-versions/draft", async (Command body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(body, token)).ToResult()).For(Right.ManageSettings);
        }
    }
}
