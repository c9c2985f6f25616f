using System.Globalization;
using Engagements.Engaging;
using Engagements.Requests;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Eula;

/// <summary>The portal page on which a contact reads the agreement and accepts it once, for all of the own engagements.</summary>
internal static class AcceptEula
{
    internal sealed record Query : IRequest<EulaToAccept>;

    /// <param name="Number">The version that was shown; a newer one must be read first.</param>
    /// <param name="Address">The network address that the acceptance comes from.</param>
    internal sealed record Command(string? Number, string Address) : IRequest<Result<EulaAccepted>>;

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Query, EulaToAccept>, IRequestHandler<Command, Result<EulaAccepted>>
    {
        public async Task<EulaToAccept> Handle(Query query, CancellationToken token)
        {
            var me = current.Person;
            var inForce = await db.EulaVersions.InForce(token);
            var newest = await db.EulaVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Number == inForce.Newest && v.PublishedAt != null, token);
            var waiting = await db.WaitingFor(me.MembershipId, inForce).OrderBy(e => e.SortTitle).Select(e => e.Title).ToListAsync(token);
            var accepted = await db.Acceptances
                .Where(a => a.ContactId == me.MembershipId)
                .Join(db.Engagements, a => a.EngagementId, e => e.Id, (a, e) => new { a, e })
                .OrderByDescending(j => j.a.Number).ThenBy(j => j.e.SortTitle)
                .Select(j => new AcceptedByMe(j.e.Title, j.a.Number, j.a.Language, j.a.AcceptedAt))
                .ToListAsync(token);
            return new EulaToAccept(newest?.Number ?? 0, newest?.PublishedAt, newest?.Texts.In(me.Language), waiting, accepted);
        }

        public async Task<Result<EulaAccepted>> Handle(Command command, CancellationToken token)
        {
            var me = current.Person;
            var newest = (await db.EulaVersions.InForce(token)).Newest;
            if (newest == 0 || command.Number != newest.ToString(CultureInfo.InvariantCulture))
                return Failure.Conflict("eula-changed", words["Eula_NewerVersion"]);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return new EulaAccepted(newest, await Record(me, newest, command.Address, token));
                }
                catch (DbUpdateException) when (attempt < 5)
                {
                    // The same click twice, or somebody changed an engagement meanwhile: look again at what is left.
                    db.ChangeTracker.Clear();
                }
            }
        }

        private async Task<int> Record(Person me, int number, string address, CancellationToken token)
        {
            var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == me.MembershipId, token);
            if (contact is null)
                return 0;
            var engagements = await db.Engagements.Include(e => e.Team)
                .Where(e => e.ContactId == contact.Id && e.ArchivedAt == null
                    && !db.Acceptances.Any(a => a.EngagementId == e.Id && a.Number == number))
                .ToListAsync(token);
            foreach (var engagement in engagements)
            {
                db.Acceptances.Add(EulaAcceptance.Of(engagement.Id, number, contact, me.Language, address, clock.GetUtcNow()));
                engagement.Accept(number);
                if (await db.OpenFor(engagement.Id, token) is not { } request)
                    continue;
                request.Finish(RequestSteps.Terms, clock.GetUtcNow());
                if (request.OpenFor is null)
                    engagement.AsksNoMore();
            }

            await db.AnnounceChanged(engagements, token);
            await db.SaveChangesAsync(token);
            return engagements.Count;
        }
    }

    internal sealed record Body
    {
        /// <summary>The version that was read.</summary>
        public string? Number { get; init; }

        /// <summary>The page that led here.</summary>
        public string? Back { get; init; }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/portal/engagements/eula", async (string? back, IMediator mediator, CancellationToken token) =>
                new View<AcceptEulaPage>(new { Eula = await mediator.Send(new Query(), token), Back = back })).ForPortal();
            app.MapPost("/portal/engagements/eula", async ([FromForm] Body? body, HttpContext http, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var accepted = await mediator.Send(new Command(body?.Number, AddressOf(http)), token);
                return accepted.Failed
                    ? toasts.Back(accepted.Failure, "", null, "/portal/engagements/eula")
                    : toasts.Back(Result.Ok, words["Eula_ThankYou"], body?.Back, "/portal/engagements/eula");
            }).ForPortal();
            app.MapGet("/api/engagements/eula", async (IMediator mediator, CancellationToken token) =>
                TypedResults.Ok(await mediator.Send(new Query(), token))).ForPortal();
            app.MapPost("/api/engagements/eula/acceptances", async (Body body, HttpContext http, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(body.Number, AddressOf(http)), token)).ToResult()).ForPortal();
        }

        private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
    }
}
