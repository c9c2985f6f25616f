using System.Globalization;
using Engagements.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Eula;

/// <summary>Makes the draft the version in force. From then on it never changes.</summary>
internal static class PublishEula
{
    /// <param name="Version">The draft that was read before; a newer one must be read first.</param>
    internal sealed record Command(string? Version) : IRequest<Result<EulaInForce>>;

    internal sealed class Handler(EngagementsDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result<EulaInForce>>
    {
        public async Task<Result<EulaInForce>> Handle(Command command, CancellationToken token)
        {
            var draft = await db.EulaVersions.FirstOrDefaultAsync(v => v.Number == EulaVersion.Draft, token);
            if (draft is null)
                return Failure.NotFound;
            if (draft.Version.ToString(CultureInfo.InvariantCulture) != command.Version)
                return Failure.Conflict(Stale.Code, words["Eula_DraftChanged"]);

            var before = await db.EulaVersions.InForce(token);
            var now = clock.GetUtcNow();

            draft.Publish(before.Newest + 1, current.Person.MembershipId, now);
            var inForce = new EulaInForce(draft.Number, draft.Material ? draft.Number : before.Required);
            db.Announce(new EulaPublished(current.FirmId, inForce.Newest, inForce.Required, now));
            try
            {
                await db.SaveChangesAsync(token);
                return inForce;
            }
            catch (DbUpdateException)
            {
                // Somebody else published it in this very moment; the number or the draft is taken.
                return Failure.Conflict(Stale.Code, words["Eula_DraftChanged"]);
            }
        }
    }

    internal sealed record Body
    {
        public string? Version { get; init; }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/settings/eula/publications", async ([FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var published = await mediator.Send(new Command(body?.Version), token);
                return published.Failed
                    ? toasts.Back(published.Failure, "", null, "/settings/eula/0")
                    : toasts.Back(Result.Ok, words["Eula_Published", published.Value.Newest], null, "/settings/eula");
            }).For(Right.ManageSettings);
            app.MapPost("/api/engagements/eula-versions/publications", async (Body body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(body.Version), token)).ToResult()).For(Right.ManageSettings);
        }
    }
}
