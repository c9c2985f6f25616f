using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Engagements.MailTemplates;

/// <summary>Settings > Mail templates: every kind of mail, and in which languages the firm has its own words.</summary>
internal static class MailTemplateList
{
    internal sealed record Query : IRequest<IReadOnlyList<MailKindRow>>;

    internal sealed class Handler(EngagementsDb db, MailTemplateDesk desk) : IRequestHandler<Query, IReadOnlyList<MailKindRow>>
    {
        public async Task<IReadOnlyList<MailKindRow>> Handle(Query query, CancellationToken token)
        {
            var own = await db.MailTemplates.Where(t => t.Subject != null).Select(t => new { t.Kind, t.Language }).ToListAsync(token);
            return [.. desk.Kinds.Select(kind => new MailKindRow(
                kind.Code, desk.TitleOf(kind), kind.Editable, [.. own.Where(t => t.Kind == kind.Code).Select(t => t.Language).Order(StringComparer.Ordinal)]))];
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/mail-templates", async (IMediator mediator, CancellationToken token) =>
                new View<MailTemplateListPage>(new { Kinds = await mediator.Send(new Query(), token) })).For(Right.ManageSettings);

            app.MapGet("/api/engagements/mail-templates", async (IMediator mediator, CancellationToken token) =>
                TypedResults.Ok(new MailKindRows(await mediator.Send(new Query(), token)))).For(Right.ManageSettings);
        }
    }
}

public sealed record MailKindRows(IReadOnlyList<MailKindRow> Items);

/// <param name="OwnIn">Languages in which the firm has words of its own.</param>
public sealed record MailKindRow(string Kind, string Title, bool Editable, IReadOnlyList<string> OwnIn);
