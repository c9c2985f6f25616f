using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>Gives up an unfinished upload and deletes its file.</summary>
internal static class DiscardUpload
{
    /// <summary>The engagement, to go back to.</summary>
    public sealed record Command(Guid UploadId) : IRequest<Result<Guid>>;

    public sealed class Handler(DataRefreshDb db, UploadDoor door, UploadFiles files, TimeProvider clock, IStringLocalizer<Text> words) : IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<Guid>> Handle(Command command, CancellationToken token)
        {
            if (await door.Upload(command.UploadId, token) is not var (upload, _))
                return Failure.NotFound;
            if (upload.State == UploadState.Imported)
                return Failure.Conflict("upload-ended", words["Upload_Ended"]);
            if (upload.IsOpen)
            {
                upload.Discard(clock.GetUtcNow());
                await db.SaveChangesAsync(token);
                files.Delete(upload.Id);
            }

            return upload.EngagementId;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost(UploadAddress.Staff + "/{uploadId:guid}/discard", Discard).For(Right.RefreshData);
            app.MapPost(UploadAddress.Portal + "/{uploadId:guid}/discard", Discard).ForPortal();
            app.MapDelete("/api/data-refresh/uploads/{uploadId:guid}", async (Guid uploadId, IMediator mediator, CancellationToken token) =>
            {
                var discarded = await mediator.Send(new Command(uploadId), token);
                return discarded.Failed ? (IResult)discarded.Failure.ToProblem() : TypedResults.NoContent();
            }).ForBothSides();
        }

        private static async Task<IResult> Discard(Guid uploadId, IMediator mediator, Current current, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token)
        {
            var discarded = await mediator.Send(new Command(uploadId), token);
            if (discarded.Failed)
                return discarded.Failure.ToProblem();
            toasts.Show(words["Upload_Discarded"]);
            return TypedResults.LocalRedirect(UploadAddress.Back(current.Person, discarded.Value));
        }
    }
}
