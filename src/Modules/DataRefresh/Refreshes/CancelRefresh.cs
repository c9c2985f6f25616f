using DataRefresh.Dashboard;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>Cancels one refresh. Cancelled twice is cancelled once; what has begun storing is too late.</summary>
internal static class CancelRefresh
{
    public sealed record Command(Guid RefreshId) : IRequest<Result>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock, IStringLocalizer<Text> words) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            var rows = db.RowsFor(current.Person, Right.RefreshData);
            var refresh = db.Refreshes.Where(r => r.Id == command.RefreshId && rows.Any(row => row.EngagementId == r.EngagementId));
            if (await refresh.Cancel(current.Person, clock.GetUtcNow(), token) == 1)
                return Result.Ok;

            var found = await refresh.Select(r => new { r.State, r.RunningFor }).SingleOrDefaultAsync(token);
            return found switch
            {
                null => Failure.NotFound,
                { State: RefreshState.Cancelled } => Result.Ok,
                { RunningFor: null } => Failure.Conflict("refresh-ended", words["Cancel_Ended"]),
                _ => Failure.Conflict("storing-begun", words["Cancel_Storing"]),
            };
        }
    }

    internal sealed class Routes : ICarterModule
    {
        private const string Dashboard = "/admin/data-refresh";

        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/api/data-refresh/refreshes/{refreshId:guid}/cancellation", async (Guid refreshId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(refreshId), token)).ToResult()).For(Right.RefreshData);

            app.MapPost("/admin/data-refresh/refreshes/{refreshId:guid}/cancellation", async (
                Guid refreshId, [FromForm] Body? body, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var cancelled = await mediator.Send(new Command(refreshId), token);
                if (cancelled.Failed && cancelled.Failure.Status == StatusCodes.Status404NotFound)
                    return (IResult)cancelled.Failure.ToProblem();
                if (cancelled.Failed)
                    toasts.Show(cancelled.Failure.Message!, Tone.Warning);
                else
                    toasts.Show(words["Cancel_Done"]);
                return TypedResults.LocalRedirect(LocalAddress.Or(body?.Return, Dashboard));
            }).For(Right.RefreshData);
        }
    }

    public sealed record Body
    {
        /// <summary>The page to go back to.</summary>
        public string? Return { get; init; }
    }
}
