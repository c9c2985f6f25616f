using Engagements.Eula;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Engaging;

internal static class EngagementDetails
{
    internal sealed record Query(Guid Id) : IRequest<Result<EngagementCard>>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Query, Result<EngagementCard>>
    {
        public async Task<Result<EngagementCard>> Handle(Query query, CancellationToken token)
        {
            var me = current.Person;
            var joined = await db.Rows(db.Engagements.SeenBy(me).Where(e => e.Id == query.Id)).FirstOrDefaultAsync(token);
            if (joined is null)
                return Failure.NotFound;

            var engagement = joined.Engagement;
            var row = JoinedRow.View((await db.EulaVersions.InForce(token)).Required).Compile()(joined);
            var team = await db.Set<TeamMember>().Where(m => m.EngagementId == query.Id)
                .Join(db.Staff, m => m.StaffId, s => s.Id, (m, s) => s)
                .OrderBy(s => s.SortName).Select(s => s.FullName).ToListAsync(token);
            var names = await db.Staff.Where(s => s.Id == engagement.CreatorId || s.Id == engagement.LegalCoverBy)
                .ToDictionaryAsync(s => s.Id, s => s.FullName, token);
            var acceptances = await db.Acceptances.Where(a => a.EngagementId == query.Id)
                .OrderByDescending(a => a.Number)
                .Select(a => new AcceptanceView(a.Number, a.ContactName, a.Language, a.AcceptedAt, a.Address))
                .ToListAsync(token);
            var mayEdit = await db.Engagements.EditableBy(me).AnyAsync(e => e.Id == query.Id, token);
            return new EngagementCard(
                row, joined.Contact?.Email, names.GetValueOrDefault(engagement.CreatorId), engagement.CreatedAt, team, engagement.ExternalId, engagement.Scope,
                engagement.LegalCoverBy is { } by ? names.GetValueOrDefault(by) : null, engagement.LegalCoverNote, engagement.FinancialYearStart,
                engagement.ReadFrom, engagement.DataRequestedAt, engagement.ArchivedAt, joined.Customer.ArchivedAt is not null, engagement.Version, acceptances,
                mayEdit, me.May(Right.RefreshData) != Reach.None && engagement.ArchivedAt is null);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/engagements/{id:guid}", async (Guid id, IMediator mediator, Current current, CancellationToken token) =>
            {
                var card = await mediator.Send(new Query(id), token);
                return card.Failed
                    ? (IResult)card.Failure.ToProblem()
                    : new View<EngagementDetailsPage>(new { Card = card.Value, MayRestore = current.Person.May(Right.EditCustomers) != Reach.None });
            }).For(Right.SeeCustomers);
            app.MapGet("/api/engagements/engagements/{id:guid}", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(id), token)).ToResult()).For(Right.SeeCustomers);
        }
    }
}
