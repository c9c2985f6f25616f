using DataRefresh.Contracts;
using Engagements.Engaging;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Requests;

/// <summary>The contact says which accounting package it is; whether access is granted or a file uploaded follows from it.</summary>
internal static class ChoosePackage
{
    internal sealed record Command(Guid Id, string? Package) : IRequest<Result>;

    internal sealed class Handler(EngagementsDb db, Current current, IEngagementData data, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result>
    {
        private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
        private const int Looks = 30;

        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var now = clock.GetUtcNow();
            var request = await db.RequestsOf(current.Person).SingleOrDefaultAsync(r => r.Id == command.Id, token);
            if (request?.IsOpen(now) != true || !request.Asks.HasFlag(RequestSteps.Package))
                return Failure.NotFound;
            if (AccountingPackages.Find(command.Package) is not { } package)
                return Failure.Invalid("package", words["Package_Missing"]);

            var engagement = await db.Engagements.Include(e => e.Team).SingleAsync(e => e.Id == request.EngagementId, token);
            request.Finish(RequestSteps.Package, now);
            if (engagement.Package != package.Code)
            {
                engagement.UsePackage(package.Code);
                await db.AnnounceChanged([engagement], token);
            }

            try
            {
                await db.SaveChangesAsync(token);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Failure.Conflict("changed-meanwhile", words["Step_ChangedMeanwhile"]);
            }

            // The next step is DataRefresh's, which hears of it in a moment; the person should not be there before.
            for (var looks = 0; looks < Looks && (await data.Of(engagement.FirmId, engagement.Id, token)).Connector != engagement.Connector; looks++)
                await Task.Delay(Look, token);
            return Result.Ok;
        }
    }

    internal sealed record Body
    {
        /// <summary>Code of an accounting package.</summary>
        public string? Package { get; init; }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/portal/engagements/requests/{id:guid}/package", async (Guid id, [FromForm] Body? body, IMediator mediator, Toasts toasts, CancellationToken token) =>
            {
                var chosen = await mediator.Send(new Command(id, body?.Package), token);
                if (chosen.Failed && chosen.Failure.Message is null && chosen.Failure.Fields is null)
                    return (IResult)chosen.Failure.ToProblem();
                if (chosen.Failed)
                    toasts.Show(chosen.Failure.Message ?? chosen.Failure.Fields!.First().Value[0], Tone.Danger);
                return TypedResults.LocalRedirect($"/portal/engagements/requests/{id}");
            }).ForPortal();

            app.MapPut("/api/engagements/requests/{id:guid}/package", async (Guid id, Body body, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(id, body.Package), token)).ToResult()).ForPortal();
        }
    }
}
