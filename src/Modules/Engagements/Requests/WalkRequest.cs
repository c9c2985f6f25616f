using DataRefresh.Contracts;
using Engagements.Eula;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Requests;

/// <summary>Leads the contact through what a request asks, one step at a time, and only what is left of it.</summary>
internal static class WalkRequest
{
    internal sealed record Query(Guid Id) : IRequest<Result<RequestWalk>>;

    internal sealed class Handler(EngagementsDb db, Current current, IEngagementData data, TimeProvider clock) : IRequestHandler<Query, Result<RequestWalk>>
    {
        public async Task<Result<RequestWalk>> Handle(Query query, CancellationToken token)
        {
            var now = clock.GetUtcNow();
            var found = await db.RequestsOf(current.Person)
                .Join(db.Engagements, r => r.EngagementId, e => e.Id, (request, engagement) => new { request, engagement })
                .SingleOrDefaultAsync(j => j.request.Id == query.Id, token);
            if (found is null || !(found.request.IsOpen(now) || found.request.State == RequestState.Answered))
                return Failure.NotFound;
            var (request, engagement) = (found.request, found.engagement);
            var standing = await data.Of(engagement.FirmId, engagement.Id, token);
            var online = engagement.Connector is not null;
            var connected = online && standing.Link == LinkStanding.Connected;
            var stored = standing.StoredAt > request.SentAt ? standing.StoredAt : null;
            var isAnswered = request.Kind == RequestKind.Data && stored is not null;
            var termsMissing = engagement.AcceptedEula < (await db.EulaVersions.InForce(token)).Required;

            var steps = new List<RequestStep>();
            void Step(RequestSteps step, bool asked, bool done)
            {
                if (!asked)
                    return;
                var state = done ? StepState.Done : steps.Exists(s => s.State == StepState.Current) ? StepState.Waiting : StepState.Current;
                steps.Add(new RequestStep(step, state));
            }

            Step(RequestSteps.Terms, request.Asks.HasFlag(RequestSteps.Terms) || termsMissing, !termsMissing);
            Step(RequestSteps.Package, request.Asks.HasFlag(RequestSteps.Package), request.Done.HasFlag(RequestSteps.Package) || connected || isAnswered);
            Step(RequestSteps.Access, request.Asks.HasFlag(RequestSteps.Access), connected || isAnswered);
            if (request.State == RequestState.Sent)
                await Open(request.Id, now, token);
            return new RequestWalk(
                request.Id, engagement.Id, request.Kind, engagement.Title, request.SentByName, engagement.Scope, request.ExpiresAt,
                engagement.Package, online, standing.Connector == engagement.Connector, steps, standing.Reading, stored, request.EndedAt ?? (steps.TrueForAll(s => s.State == StepState.Done)
                    && (request.Kind == RequestKind.Repair || stored is not null) ? now : null));
        }

        /// <summary>That it was seen is kept for the firm; two windows at once note it once.</summary>
        private Task<int> Open(Guid id, DateTimeOffset now, CancellationToken token) => db.Requests
            .Where(r => r.Id == id && r.State == RequestState.Sent)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RequestState.Opened).SetProperty(r => r.OpenedAt, now).SetProperty(r => r.Version, r => r.Version + 1), token);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/portal/engagements/requests/{id:guid}", async (Guid id, IMediator mediator, CancellationToken token) =>
            {
                var walk = await mediator.Send(new Query(id), token);
                return walk.Failed ? (IResult)walk.Failure.ToProblem() : new View<WalkRequestPage>(new { Walk = walk.Value });
            }).ForPortal();

            app.MapGet("/api/engagements/requests/{id:guid}", async (Guid id, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(id), token)).ToResult()).ForPortal();
        }
    }
}

internal static class RequestSight
{
    /// <summary>The requests that this contact was sent, for engagements whose contact person it still is.</summary>
    public static IQueryable<InformationRequest> RequestsOf(this EngagementsDb db, Person contact) => db.Requests.Where(r =>
        r.ContactId == contact.MembershipId && db.Engagements.Any(e => e.Id == r.EngagementId && e.ContactId == contact.MembershipId && e.ArchivedAt == null));
}

/// <summary>Puts what is asked of a contact on the portal's first page.</summary>
internal sealed class RequestTask(EngagementsDb db, TimeProvider clock, IStringLocalizer<Text> words) : IPortalTasks
{
    public async Task<IReadOnlyList<PortalTask>> For(Person person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await db.RequestsOf(person).Where(r => r.OpenFor != null && r.ExpiresAt > now)
            .Join(db.Engagements, r => r.EngagementId, e => e.Id, (r, e) => new { r.Id, r.Kind, r.SentByName, r.SentAt, e.Title })
            .OrderBy(r => r.SentAt)
            .ToListAsync(cancellationToken);
        return [.. open.Select(r => new PortalTask(words[$"Task_{r.Kind}", r.Title], words[$"Task_{r.Kind}_Why", r.SentByName], $"/portal/engagements/requests/{r.Id}"))];
    }
}
