using DataRefresh.Dashboard;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>Cancels all of a batch that has not begun storing; what has, completes.</summary>
internal static class CancelBatch
{
    public sealed record Command(Guid BatchId) : IRequest<Result<BatchCancellation>>;

    public sealed class Handler(DataRefreshDb db, Current current, TimeProvider clock) : IRequestHandler<Command, Result<BatchCancellation>>
    {
        public async Task<Result<BatchCancellation>> Handle(Command command, CancellationToken token)
        {
            if (!await db.BatchesFor(current.Person).AnyAsync(b => b.Id == command.BatchId, token))
                return Failure.NotFound;

            var rows = db.RowsFor(current.Person, Right.RefreshData);
            var refreshes = db.Refreshes.Where(r => r.BatchId == command.BatchId && rows.Any(row => row.EngagementId == r.EngagementId));
            var cancelled = await refreshes.Cancel(current.Person, clock.GetUtcNow(), token);
            return new BatchCancellation(command.BatchId, cancelled, await refreshes.CountAsync(r => r.State == RefreshState.Storing, token));
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/api/data-refresh/batches/{batchId:guid}/cancellation", async (Guid batchId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(batchId), token)).ToResult()).For(Right.RefreshData);

            app.MapPost("/admin/data-refresh/batches/{batchId:guid}/cancellation", async (
                Guid batchId, IMediator mediator, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var answer = await mediator.Send(new Command(batchId), token);
                if (answer.Failed)
                    return (IResult)answer.Failure.ToProblem();
                if (answer.Value.Cancelled > 0)
                    toasts.Show(words["Cancel_DoneMany", answer.Value.Cancelled]);
                else
                    toasts.Show(words[answer.Value.Storing > 0 ? "Cancel_Storing" : "Cancel_Ended"], Tone.Warning);
                return TypedResults.LocalRedirect($"/admin/data-refresh/batches/{batchId}");
            }).For(Right.RefreshData);
        }
    }
}

/// <summary>What a batch's cancellation came to.</summary>
/// <param name="Cancelled">How many refreshes it ended.</param>
/// <param name="Storing">How many had begun storing and complete.</param>
public sealed record BatchCancellation(Guid BatchId, int Cancelled, int Storing);
