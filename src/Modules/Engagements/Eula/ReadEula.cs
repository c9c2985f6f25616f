using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Eula;

/// <summary>One version in all languages: the draft as a preview, a published one as it will always be.</summary>
internal static class ReadEula
{
    internal sealed record Query(int Number) : IRequest<Result<EulaText>>;

    internal sealed class Handler(EngagementsDb db) : IRequestHandler<Query, Result<EulaText>>
    {
        public async Task<Result<EulaText>> Handle(Query query, CancellationToken token)
        {
            var version = await db.EulaVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Number == query.Number, token);
            if (version is null)
                return Failure.NotFound;
            var becomeInactive = version is { PublishedAt: null, Material: true } ? await Losing(db, token) : 0;
            return new EulaText(version.Number, version.Material, version.PublishedAt, version.Texts, version.Version, becomeInactive);
        }

        // Those that are short of something else already do not become inactive by this.
        private static async Task<int> Losing(EngagementsDb db, CancellationToken token)
        {
            var required = (await db.EulaVersions.InForce(token)).Required;
            return await db.Engagements.CountAsync(
                e => e.ArchivedAt == null && e.Connector != null && e.LegalCoverOn != null && e.AcceptedEula >= required, token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/eula/{number:int}", async (int number, string? language, IMediator mediator, Current current, CancellationToken token) =>
            {
                var text = await mediator.Send(new Query(number), token);
                return text.Failed
                    ? (IResult)text.Failure.ToProblem()
                    : new View<EulaTextPage>(new { Eula = text.Value, Language = Languages.Has(language) ? language : current.Person.Language });
            }).For(Right.ManageSettings);
            app.MapGet("/api/engagements/eula-versions/{number:int}", async (int number, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(number), token)).ToResult()).For(Right.ManageSettings);
        }
    }
}
