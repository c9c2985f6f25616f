using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.MailTemplates;

/// <summary>Returns one mail in one language to the default words; twice is harmless.</summary>
internal static class ResetMailTemplate
{
    internal sealed record Command(string Kind, string Language) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, MailTemplateDesk desk, Current current, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            if (desk.Find(command.Kind, command.Language) is not { } kind)
                return Failure.NotFound;
            var template = await db.MailTemplates.SingleOrDefaultAsync(t => t.Kind == kind.Code && t.Language == command.Language && t.Subject != null, token);
            if (template is null)
                return Result.Ok;
            template.Write(null, current.Person.Name, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(token);
                return Result.Ok;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
                return await Handle(command, token);
            }
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/settings/mail-templates/{kind}/{language}/reset", async (
                string kind, string language, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var reset = await mediator.Send(new Command(kind, language), token);
                if (reset.Failed)
                    return (IResult)reset.Failure.ToProblem();
                toasts.Show(words["Template_ResetDone"]);
                return TypedResults.LocalRedirect($"/settings/mail-templates/{kind}/{language}");
            }).For(Right.ManageSettings);

            app.MapDelete("/api/engagements/mail-templates/{kind}/{language}", async (string kind, string language, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(kind, language), token)).ToResult()).For(Right.ManageSettings);
        }
    }
}
