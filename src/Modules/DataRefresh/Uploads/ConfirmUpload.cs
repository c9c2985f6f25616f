using DataRefresh.Dashboard;
using DataRefresh.Imports;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>
/// The rows become a snapshot: all of them, in one commit, or none. The day's slot is not touched; a refresh is still possible.
/// </summary>
internal static class ConfirmUpload
{
    private const int Tries = 3;

    // Also what is said of a file that whoever was first has deleted.
    private static readonly Failure Overtaken = Failure.Conflict("upload-gone");

    public sealed record Command(Guid UploadId) : IRequest<Result>;

    public sealed class Handler(
        DataRefreshDb db, UploadDoor door, UploadReading reading, UploadSnapshot snapshots, UploadFiles files, Current current, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            for (var left = Tries; ; left--)
            {
                var confirmed = await Confirm(command.UploadId, token);
                if (!confirmed.Failed || confirmed.Failure.Code != Overtaken.Code || left == 1)
                    return confirmed;
                // Somebody was first: with this upload, which then is done, or with what both remember of the customer.
                db.ChangeTracker.Clear();
            }
        }

        private async Task<Result> Confirm(Guid uploadId, CancellationToken token)
        {
            if (await door.Upload(uploadId, token) is not var (upload, row))
                return Failure.NotFound;
            if (upload.State == UploadState.Imported)
                return Result.Ok;
            if (upload.State == UploadState.Discarded)
                return Failure.Conflict("upload-ended", words["Upload_Ended"]);
            if (UploadJson.PreviewOf(upload) is not { IsClean: true })
                return Failure.Conflict("upload-not-clean", words["Upload_NotClean"]);

            var imported = await reading.Use(upload, file => Import(upload, row, file, token), token);
            if (imported.Failed)
                return imported.Failure;
            if (imported.Value.Failed)
                return imported.Value;
            FailPoint.Here("upload-written");
            try
            {
                await db.SaveChangesAsync(token);
            }
            catch (DbUpdateException twice) when (twice is DbUpdateConcurrencyException || twice.IsDuplicateKey())
            {
                return Overtaken;
            }

            FailPoint.Here("upload-imported");
            files.Delete(upload.Id);
            return Result.Ok;
        }

        private async Task<Result> Import(Upload upload, EngagementRow row, SheetFile file, CancellationToken token)
        {
            var yearStart = UploadReading.YearStart(row, upload.To);
            var (import, run) = await reading.Begin(upload, row, file, null, token);
            var (parts, marks) = await snapshots.Write(upload, yearStart, import, run, token);
            // The file is the one that was looked through, but what the books know may have changed in between.
            if (!run.Preview.IsClean)
                return Failure.Conflict("upload-not-clean", words["Upload_NotClean"]);
            var now = clock.GetUtcNow();
            snapshots.Store(upload, row, upload.From, parts, marks, now);
            upload.Import(run.Preview.Good, current.Person.Name, now);
            await Remember(upload, row, file, now, token);
            return Result.Ok;
        }

        private async Task Remember(Upload upload, EngagementRow row, SheetFile file, DateTimeOffset now, CancellationToken token)
        {
            var remembered = await db.RememberedMappings.SingleOrDefaultAsync(m => m.CustomerId == row.CustomerId && m.Kind == upload.Kind, token);
            if (remembered is null)
                db.RememberedMappings.Add(remembered = new RememberedMapping { FirmId = upload.FirmId, CustomerId = row.CustomerId, Kind = upload.Kind });
            var layout = UploadJson.LayoutOf(upload);
            var columns = FileLook.At(file, layout).Columns;
            remembered.Columns = UploadJson.Write(UploadJson.MappingOf(upload).ToDictionary(pair => pair.Key, pair => columns[pair.Value].Key));
            (remembered.DecimalMark, remembered.Dates, remembered.UsedAt) = (layout.DecimalMark, layout.Dates, now);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost(UploadAddress.Staff + "/{uploadId:guid}/confirmation", Confirm).For(Right.RefreshData);
            app.MapPost(UploadAddress.Portal + "/{uploadId:guid}/confirmation", Confirm).ForPortal();
            app.MapPost("/api/data-refresh/uploads/{uploadId:guid}/confirmation", async (Guid uploadId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Command(uploadId), token)).ToResult()).ForBothSides();
        }

        private static async Task<IResult> Confirm(Guid uploadId, IMediator mediator, Current current, Toasts toasts, IStringLocalizer<Text> words, CancellationToken token)
        {
            var confirmed = await mediator.Send(new Command(uploadId), token);
            if (confirmed.Failed)
                return confirmed.Failure.ToProblem();
            toasts.Show(words["Upload_Done"]);
            return TypedResults.LocalRedirect(UploadAddress.Of(current.Person, uploadId));
        }
    }
}
