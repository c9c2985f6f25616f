using Engagements.Contracts;
using Identity.Contracts;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Requests;

/// <summary>
/// Where the link in the mail leads. Looking changes nothing, because mail scanners follow links too; the button leads
/// to activation or sign-in, and from there to the walk.
/// </summary>
internal static class OpenRequest
{
    internal sealed record Query(string Link) : IRequest<RequestWelcome>;

    internal sealed record Command(string Link) : IRequest<Result<string>>;

    internal sealed class Handler(EngagementsDb db, Current current, RequestLink link, IAccounts accounts, TimeProvider clock)
        : IRequestHandler<Query, RequestWelcome>, IRequestHandler<Command, Result<string>>
    {
        public async Task<RequestWelcome> Handle(Query query, CancellationToken token)
        {
            if (await Find(query.Link, token) is not { } found)
                return new RequestWelcome(query.Link, null, null);
            var (request, engagement, contact) = found;
            var firm = await db.Firms.AsNoTracking().Where(f => f.FirmId == request.FirmId).Select(f => f.Name).SingleAsync(token);
            return new RequestWelcome(query.Link, request.IsOpen(clock.GetUtcNow())
                ? new RequestEntry(
                    request.Kind, contact.FullName, request.SentByName, engagement.Title, engagement.Scope, request.ExpiresAt, request.Asks,
                    contact.Login == ContactLogin.Active, current.Someone is { } someone && someone.MembershipId != contact.Id ? someone.Name : null)
                : null, firm);
        }

        public async Task<Result<string>> Handle(Command command, CancellationToken token)
        {
            var now = clock.GetUtcNow();
            if (await Find(command.Link, token) is not var (request, _, contact) || !request.IsOpen(now))
                return Failure.NotFound;
            var walk = $"/portal/engagements/requests/{request.Id}";
            if (current.Someone?.MembershipId == contact.Id)
                return walk;
            return await accounts.WayIn(request.FirmId, contact.Id, walk, token) is { } wayIn ? wayIn : Failure.NotFound;
        }

        private async Task<(InformationRequest Request, Engaging.Engagement Engagement, Contacts.Contact Contact)?> Find(string address, CancellationToken token)
        {
            if (link.Read(address) is not var (firmId, requestId))
                return null;
            // Who follows a link need not be signed in, or may be in another firm: the link itself says which firm it is about.
            current.EnterFirm(firmId);
            var found = await (
                from request in db.Requests
                join engagement in db.Engagements on request.EngagementId equals engagement.Id
                join contact in db.Contacts on request.ContactId equals contact.Id
                where request.Id == requestId && engagement.ContactId == contact.Id && engagement.ArchivedAt == null && contact.EmailKey == request.EmailKey
                select new { request, engagement, contact }).AsNoTracking().SingleOrDefaultAsync(token);
            return found is null ? null : (found.request, found.engagement, found.contact);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/requests/{link}", async (string link, IMediator mediator, CancellationToken token) =>
            {
                var welcome = await mediator.Send(new Query(link), token);
                return new View<OpenRequestPage>(new { Welcome = welcome }, welcome.Entry is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
            }).ForAnyone();

            app.MapPost("/requests/{link}", async (string link, IMediator mediator, CancellationToken token) =>
            {
                var opened = await mediator.Send(new Command(link), token);
                return opened.Failed ? (IResult)TypedResults.LocalRedirect($"/requests/{link}") : TypedResults.LocalRedirect(opened.Value);
            }).ForAnyone();
        }
    }
}
