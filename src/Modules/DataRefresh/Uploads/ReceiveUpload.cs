using System.Globalization;
using DataRefresh.Dashboard;
using DataRefresh.Imports;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>Choose what it is, the period and a file; the file is kept and looked at.</summary>
internal static class ReceiveUpload
{
    private const int MostOpen = 10;
    private const int Listed = 20;

    public sealed record Query(Guid EngagementId) : IRequest<Result<UploadTarget>>;

    public sealed class Reading(DataRefreshDb db, UploadDoor door) : IRequestHandler<Query, Result<UploadTarget>>
    {
        public async Task<Result<UploadTarget>> Handle(Query query, CancellationToken token)
        {
            if (await door.Engagement(query.EngagementId, token) is not { } row)
                return Failure.NotFound;
            var uploads = await db.Uploads.Where(u => u.EngagementId == row.EngagementId).OrderByDescending(u => u.ReceivedAt).ThenByDescending(u => u.Id)
                .Take(Listed).Select(UploadLine.Of).ToListAsync(token);
            return new UploadTarget(row.EngagementId, row.Title, row.CustomerName, row.Connector is not null, row.LastSuccessAt, row.FinancialYearStart, uploads);
        }
    }

    /// <param name="Form">Read only once the engagement is known to be open to whoever sends it.</param>
    public sealed record Command(Guid EngagementId, UploadForm Form) : IRequest<Result<Guid>>;

    public sealed class Handler(
        DataRefreshDb db, UploadDoor door, UploadFiles files, UploadReading reading, Current current, IOptions<ReadLimits> limits, TimeProvider clock, IStringLocalizer<Text> words)
        : IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<Guid>> Handle(Command command, CancellationToken token)
        {
            if (await door.Engagement(command.EngagementId, token) is not { } row)
                return Failure.NotFound;
            if (await db.Uploads.CountAsync(u => u.EngagementId == row.EngagementId && (u.State == UploadState.Received || u.State == UploadState.Mapped), token) >= MostOpen)
                return Failure.Conflict("too-many-uploads", words["Upload_TooMany", MostOpen]);
            var id = Guid.CreateVersion7();
            var isKept = false;
            try
            {
                var sent = await command.Form.Keep(files, id, limits.Value, token);
                if (sent.Failed)
                    return Said(sent.Failure);
                var upload = Made(id, row, sent.Value);
                if (upload.Failed)
                    return upload.Failure;
                var looked = await Look(upload.Value, row, token);
                if (looked.Failed)
                    return Failure.Invalid("file", looked.Failure.Message ?? "");
                db.Uploads.Add(upload.Value);
                await db.SaveChangesAsync(token);
                isKept = true;
                return id;
            }
            finally
            {
                if (!isKept)
                    files.Delete(id);
            }
        }

        private Failure Said(Failure failure) => failure.Code == "file-too-large"
            ? Failure.Invalid("file", words["FileFault_file-too-large", limits.Value.FileBytes / (1024 * 1024)])
            : failure;

        private Result<Upload> Made(Guid id, EngagementRow row, SentFile sent)
        {
            var faults = new Dictionary<string, string[]>();
            if (!Enum.TryParse<UploadKind>(sent.Fields.GetValueOrDefault("kind"), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
                faults["kind"] = [words["Upload_KindMissing"]];
            var (from, to) = (Day("from"), Day("to"));
            var today = clock.Today(current.Person);
            if (to is null)
                faults["to"] = [words["Upload_DateMissing"]];
            else if (to > today || to < today.AddYears(-30))
                faults["to"] = [words["Upload_DateOutside"]];
            if (kind == UploadKind.TrialBalance)
                from = to is null ? null : UploadReading.YearStart(row, to.Value);
            else if (from is null)
                faults["from"] = [words["Upload_DateMissing"]];
            else if (from > to || from < to?.AddYears(-10))
                faults["from"] = [words["Upload_PeriodWrong"]];
            if (sent.Bytes == 0)
                faults["file"] = [words[sent.Name.Length == 0 ? "Upload_FileMissing" : "FileFault_file-empty"]];
            if (faults.Count > 0)
                return Failure.Invalid(faults);
            return new Upload
            {
                Id = id,
                FirmId = row.FirmId,
                EngagementId = row.EngagementId,
                Kind = kind,
                From = from!.Value,
                To = to!.Value,
                FileName = sent.Name,
                FileHash = sent.Hash,
                FileBytes = sent.Bytes,
                ReceivedAt = clock.GetUtcNow(),
                ById = current.Person.MembershipId,
                ByName = current.Person.Name,
                BySide = current.Person.Side,
            };

            DateOnly? Day(string field) =>
                DateOnly.TryParseExact(sent.Fields.GetValueOrDefault(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }

        // What the customer's last file of the kind had under the same names goes before what names usually mean.
        private async Task<Result> Look(Upload upload, EngagementRow row, CancellationToken token)
        {
            var remembered = await db.RememberedMappings.AsNoTracking().SingleOrDefaultAsync(m => m.CustomerId == row.CustomerId && m.Kind == upload.Kind, token);
            var language = current.Person.Language;
            var looked = await reading.Use(upload, file => Task.FromResult(FileLook.Of(file, upload.Kind, language)), token);
            if (looked.Failed)
                return looked.Failure;
            var (layout, columns) = (looked.Value.Layout, looked.Value.Columns.ToDictionary(column => column.Key, column => column.Index));
            var before = remembered is null ? [] : UploadJson.ColumnsOf(remembered);
            var fits = before.Count > 0 && before.Values.All(columns.ContainsKey);
            var mapping = fits ? before.ToDictionary(pair => pair.Key, pair => columns[pair.Value]) : HeaderNames.Match(upload.Kind, looked.Value.Columns);
            upload.Settle(UploadJson.Write(fits ? layout with { DecimalMark = remembered!.DecimalMark, Dates = remembered.Dates } : layout), UploadJson.Write(mapping), fits);
            return Result.Ok;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/upload", Open).For(Right.RefreshData);
            app.MapPost("/admin/data-refresh/engagements/{engagementId:guid}/upload", Take).For(Right.RefreshData).WithMetadata(new ReadsOwnForm());
            app.MapGet(UploadAddress.Portal + "/new/{engagementId:guid}", Open).ForPortal();
            app.MapPost(UploadAddress.Portal + "/new/{engagementId:guid}", Take).ForPortal().WithMetadata(new ReadsOwnForm());
            app.MapPost("/api/data-refresh/engagements/{engagementId:guid}/uploads", async (Guid engagementId, HttpContext http, IMediator mediator, CancellationToken token) =>
            {
                var received = await mediator.Send(new Command(engagementId, new UploadForm(http)), token);
                return received.Failed
                    ? (IResult)received.Failure.ToProblem()
                    : TypedResults.Created($"/api/data-refresh/uploads/{received.Value}", new { uploadId = received.Value });
            }).ForBothSides();
        }

        private static async Task<IResult> Open(Guid engagementId, IMediator mediator, CancellationToken token) =>
            (await mediator.Send(new Query(engagementId), token)).ToResult(target => new View<ReceiveUploadPage>(new { Target = target }));

        private static async Task<IResult> Take(Guid engagementId, HttpContext http, IMediator mediator, Current current, CancellationToken token)
        {
            var form = new UploadForm(http);
            var received = await mediator.Send(new Command(engagementId, form), token);
            if (!received.Failed)
                return TypedResults.LocalRedirect(UploadAddress.Of(current.Person, received.Value));
            if (received.Failure.Status is not (StatusCodes.Status422UnprocessableEntity or StatusCodes.Status409Conflict))
                return received.Failure.ToProblem();
            return (await mediator.Send(new Query(engagementId), token)).ToResult(
                target => new View<ReceiveUploadPage>(new { Target = target, form.Fields, received.Failure }, received.Failure.Status));
        }
    }
}
