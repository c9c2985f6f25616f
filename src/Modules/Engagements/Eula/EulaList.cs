using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Engagements.Eula;

/// <summary>Settings &gt; EULA: all versions of the firm, and how far the one in force has been accepted.</summary>
internal static class EulaList
{
    internal sealed record Query : IRequest<EulaOverview>;

    internal sealed class Handler(EngagementsDb db) : IRequestHandler<Query, EulaOverview>
    {
        public async Task<EulaOverview> Handle(Query query, CancellationToken token)
        {
            var live = db.Engagements.Where(e => e.ArchivedAt == null);
            var versions = await db.EulaVersions
                .OrderByDescending(v => v.Number)
                .Select(v => new EulaVersionRow(
                    v.Number, v.Material, v.PublishedAt,
                    db.Staff.Where(s => s.Id == v.PublishedBy).Select(s => s.FullName).FirstOrDefault(),
                    db.Acceptances.Count(a => a.Number == v.Number && live.Any(e => e.Id == a.EngagementId))))
                .ToListAsync(token);
            var inForce = await db.EulaVersions.InForce(token);
            var covered = inForce.Newest == 0 ? 0 : await live.CountAsync(e => e.AcceptedEula >= inForce.Required, token);
            return new EulaOverview(
                versions.FirstOrDefault(v => v.Number == EulaVersion.Draft),
                [.. versions.Where(v => v.Number != EulaVersion.Draft)],
                inForce, await live.CountAsync(token), covered);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/eula", async (IMediator mediator, CancellationToken token) =>
                new View<EulaListPage>(new { Overview = await mediator.Send(new Query(), token) })).For(Right.ManageSettings);
            app.MapGet("/api/engagements/eula-versions", async (IMediator mediator, CancellationToken token) =>
                TypedResults.Ok(await mediator.Send(new Query(), token))).For(Right.ManageSettings);
        }
    }
}
