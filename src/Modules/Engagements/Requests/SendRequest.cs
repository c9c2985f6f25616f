using DataRefresh.Contracts;
using Engagements.Contacts;
using Engagements.Contracts;
using Engagements.Engaging;
using Engagements.Eula;
using Identity.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Requests;

/// <summary>
/// Asks the contact person by mail: for data, or to remove what keeps the firm from refreshing by itself. What was
/// asked is remembered on the engagement, and later refreshes read the same.
/// </summary>
internal static class SendRequest
{
    /// <param name="Scope">What is asked; null: what the engagement says already.</param>
    internal sealed record Query(Guid Id, RequestKind Kind, RequestedScope? Scope) : IRequest<Result<RequestDraft>>;

    internal sealed record Command(Guid Id, RequestKind Kind, RequestedScope? Scope) : IRequest<Result<DataRequested>>;

    internal sealed class Handler(EngagementsDb db, Current current, IEngagementData data, TimeProvider clock, IStringLocalizer<Text> words, RequestLetters letters)
        : IRequestHandler<Query, Result<RequestDraft>>, IRequestHandler<Command, Result<DataRequested>>
    {
        public async Task<Result<RequestDraft>> Handle(Query query, CancellationToken token)
        {
            var drafted = await Draft(query.Id, query.Kind, query.Scope, tracked: false, token);
            if (drafted.Failed)
                return drafted.Failure;
            var (engagement, contact, standing, request) = drafted.Value;
            var customer = await db.Customers.Where(c => c.Id == engagement.CustomerId).Select(c => c.Name).SingleAsync(token);
            var letter = contact is null || request is null ? null : await letters.First(request, contact, engagement, token);
            var open = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.OpenFor == engagement.Id, token);
            return new RequestDraft(
                engagement.Id, engagement.Title, customer, query.Kind, engagement.Scope, contact?.FullName, letter,
                query.Kind == RequestKind.Repair && engagement.LegalCoverOn is null,
                query.Kind == RequestKind.Repair && engagement.Connector is not null && standing.KeyMissing,
                open is null ? null : new OpenRequestLine(open.Kind, open.SentAt, open.SentByName, open.ExpiresAt, open.OpenedAt),
                contact is null ? words["Request_NoContact"] : Reachable(contact)?.Message);
        }

        public async Task<Result<DataRequested>> Handle(Command command, CancellationToken token)
        {
            var drafted = await Draft(command.Id, command.Kind, command.Scope, tracked: true, token);
            if (drafted.Failed)
                return drafted.Failure;
            var (engagement, contact, _, request) = drafted.Value;
            if (contact is null)
                return Failure.Conflict("no-contact", words["Request_NoContact"]);
            if (Reachable(contact) is { } unreachable)
                return unreachable;
            if (request is null)
                return Failure.Conflict("nothing-to-repair", words["Repair_Nothing", contact.FullName]);
            var now = clock.GetUtcNow();
            if (!engagement.RequestData(now))
                return Failure.Conflict("just-requested", words["Request_JustSent", contact.FullName]);

            // In two saves, because one open request each is a unique index, and the older must make room first.
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            try
            {
                (await db.OpenFor(engagement.Id, token))?.End(RequestState.Replaced, now);
                await db.AnnounceChanged([engagement], token);
                await db.SaveChangesAsync(token);
                db.Requests.Add(request);
                db.Send(await letters.First(request, contact, engagement, token));
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
            }
            catch (DbUpdateException twice) when (twice is DbUpdateConcurrencyException || twice.IsDuplicateKey())
            {
                return Failure.Conflict("just-requested", words["Request_JustSent", contact.FullName]);
            }

            return new DataRequested(contact.FullName, contact.Email);
        }

        /// <summary>The request as it would be sent now; none of a repair where the contact has nothing to do.</summary>
        private async Task<Result<(Engagement Engagement, Contact? Contact, DataStanding Standing, InformationRequest? Request)>> Draft(
            Guid id, RequestKind kind, RequestedScope? scope, bool tracked, CancellationToken token)
        {
            var seen = db.Engagements.SeenBy(current.Person).Include(e => e.Team);
            var engagement = await (tracked ? seen : seen.AsNoTracking()).SingleOrDefaultAsync(e => e.Id == id && e.ArchivedAt == null, token);
            if (engagement is null)
                return Failure.NotFound;
            if (scope is { } asked)
                engagement.AskFor(asked);
            var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == engagement.ContactId, token);
            var standing = await data.Of(engagement.FirmId, engagement.Id, token);
            var needed = RequestSteps.None;
            if (engagement.AcceptedEula < (await db.EulaVersions.InForce(token)).Required)
                needed |= RequestSteps.Terms;
            if (kind == RequestKind.Data)
                needed |= RequestSteps.Package | RequestSteps.Access;
            else if (engagement.Connector is not null && standing.Link != LinkStanding.Connected)
                needed |= RequestSteps.Access;
            var nothing = contact is null || (needed == RequestSteps.None && contact.Login != ContactLogin.Invited);
            return (engagement, contact, standing, nothing
                ? null
                : InformationRequest.Send(engagement, contact!, kind, needed, current.Person.Name, clock.GetUtcNow()));
        }

        private Failure? Reachable(Contact contact) => contact.Login is ContactLogin.Blocked or ContactLogin.Ended
            ? Failure.Conflict("contact-blocked", words["Request_Blocked", contact.FullName])
            : null;
    }

    internal sealed record Body
    {
        /// <summary>data (when not said) or repair.</summary>
        public string? Kind { get; init; }

        /// <summary>Financials, SpendDetail or Both; nothing: what the engagement says already.</summary>
        public string? Scope { get; init; }

        /// <summary>The page to go back to.</summary>
        public string? Back { get; init; }

        internal RequestKind KindOrData => Enum.TryParse<RequestKind>(Kind, true, out var kind) ? kind : RequestKind.Data;

        internal RequestedScope? ScopeOrNone => Enum.TryParse<RequestedScope>(Scope, true, out var scope) && Enum.IsDefined(scope) ? scope : null;
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/engagements/{id:guid}/data-requests/new", async (Guid id, [AsParameters] Body body, IMediator mediator, CancellationToken token) =>
                await Show(id, body, null, mediator, token)).For(Right.RefreshData);

            // A POST because it comes with the form; without JavaScript the whole page comes back with what was chosen.
            app.MapPost("/admin/engagements/{id:guid}/data-requests/preview", async (Guid id, [FromForm] Body? body, HttpRequest request, IMediator mediator, CancellationToken token) =>
            {
                body ??= new Body();
                if (!request.WantsPart())
                    return await Show(id, body, null, mediator, token);
                var draft = await mediator.Send(new Query(id, body.KindOrData, body.ScopeOrNone), token);
                return draft.Failed ? draft.Failure.ToProblem() : new View<RequestPreviewPanel>(new { Draft = draft.Value });
            }).For(Right.RefreshData);

            app.MapPost("/admin/engagements/{id:guid}/data-requests", async (Guid id, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                body ??= new Body();
                var asked = await mediator.Send(new Command(id, body.KindOrData, body.ScopeOrNone), token);
                if (asked.Failed)
                    return asked.Failure.Message is null ? asked.Failure.ToProblem() : await Show(id, body, asked.Failure, mediator, token);
                return toasts.Back(Result.Ok, words["Request_Sent", asked.Value.ContactName, asked.Value.Email], body.Back, $"/admin/engagements/{id}");
            }).For(Right.RefreshData);

            app.MapPost("/api/engagements/engagements/{id:guid}/data-requests", async (Guid id, Body? body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, (body ?? new Body()).KindOrData, body?.ScopeOrNone), token)).ToResult()).For(Right.RefreshData);
        }

        private static async Task<IResult> Show(Guid id, Body body, Failure? failure, IMediator mediator, CancellationToken token)
        {
            var draft = await mediator.Send(new Query(id, body.KindOrData, body.ScopeOrNone), token);
            return draft.Failed
                ? draft.Failure.ToProblem()
                : new View<SendRequestPage>(new { Draft = draft.Value, Failure = failure, body.Back }, failure?.Status ?? StatusCodes.Status200OK);
        }
    }
}

/// <summary>Who was asked.</summary>
public sealed record DataRequested(string ContactName, string Email);
