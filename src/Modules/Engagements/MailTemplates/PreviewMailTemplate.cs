using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.MailTemplates;

/// <summary>Shows the mail as it is being written, with sample values; changes nothing.</summary>
internal static class PreviewMailTemplate
{
    internal sealed record Query(string Kind, string Language, MailTemplateForm Form) : IRequest<Result<MailTemplateView>>;

    internal sealed class Handler(MailTemplateDesk desk) : IRequestHandler<Query, Result<MailTemplateView>>
    {
        public async Task<Result<MailTemplateView>> Handle(Query query, CancellationToken token) =>
            desk.Find(query.Kind, query.Language) is { } kind ? await desk.Show(kind, query.Language, query.Form, token) : Failure.NotFound;
    }

    internal sealed class Routes : ICarterModule
    {
        // A POST because the text is long; without JavaScript the whole page comes back with what was typed.
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapPost("/settings/mail-templates/{kind}/{language}/preview", async (
                string kind, string language, [FromForm] MailTemplateForm? form, HttpRequest request, IMediator mediator, CancellationToken token) =>
            {
                var shown = await mediator.Send(new Query(kind, language, form ?? new MailTemplateForm()), token);
                if (shown.Failed)
                    return (IResult)shown.Failure.ToProblem();
                return request.WantsPart()
                    ? new View<MailPreviewPanel>(new { shown.Value.Preview, shown.Value.Language })
                    : new View<MailTemplatePage>(new { Template = shown.Value });
            }).For(Right.ManageSettings);
    }
}
