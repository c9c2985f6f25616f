using System.Globalization;
using DataRefresh.Imports;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>What each column is, and then what the rows come to: every bad one is named, and nothing is taken in yet.</summary>
internal static class MapUpload
{
    public sealed record Query(Guid UploadId) : IRequest<Result<UploadView>>;

    public sealed class Reading(UploadDoor door, UploadReading reading) : IRequestHandler<Query, Result<UploadView>>
    {
        public async Task<Result<UploadView>> Handle(Query query, CancellationToken token)
        {
            if (await door.Upload(query.UploadId, token) is not var (upload, row))
                return Failure.NotFound;
            var line = UploadLine.Of.Compile()(upload);
            var layout = UploadJson.LayoutOf(upload);
            var view = new UploadView(line, row.Title, row.CustomerName, null, [], layout, [], [], UploadJson.MappingOf(upload), upload.WasRemembered, UploadJson.PreviewOf(upload));
            if (!upload.IsOpen)
                return view;
            return await reading.Use(
                upload,
                file =>
                {
                    var look = FileLook.At(file, layout);
                    return Task.FromResult(view with
                    {
                        Format = file.Format,
                        Sheets = file.Sheets,
                        Columns = look.Columns,
                        Rows = [.. look.Rows.Select(found => look.Columns.Select(column => HeaderNames.Shown(Figures.Text(found[column.Index]))).ToList())],
                    });
                },
                token);
        }
    }

    /// <param name="Columns">The index of a column by the name of its field; empty for none.</param>
    /// <param name="Read">Anything else than empty: look at the file again in this layout, and find the columns anew.</param>
    public sealed record Body(
        IReadOnlyDictionary<string, string?>? Columns = null,
        string? Sheet = null,
        string? Encoding = null,
        string? Delimiter = null,
        string? HeaderRow = null,
        string? DecimalMark = null,
        string? Dates = null,
        string? Read = null);

    public sealed record Command(Guid UploadId, Body Body) : IRequest<Result>;

    public sealed class Handler(DataRefreshDb db, UploadDoor door, UploadReading reading, IStringLocalizer<Text> words) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken token)
        {
            if (await door.Upload(command.UploadId, token) is not var (upload, row))
                return Failure.NotFound;
            if (!upload.IsOpen)
                return Failure.Conflict("upload-ended", words["Upload_Ended"]);
            var before = UploadJson.LayoutOf(upload);
            var layout = LayoutOf(command.Body, before);
            if (layout.Failed)
                return layout.Failure;
            var looked = await reading.Use(upload, file => Task.FromResult(FileLook.At(file, layout.Value)), token);
            if (looked.Failed)
                return looked.Failure;
            // Under another layout the columns are others.
            if (!string.IsNullOrEmpty(command.Body.Read) || !layout.Value.HasColumnsOf(before))
            {
                upload.Settle(UploadJson.Write(layout.Value), UploadJson.Write(HeaderNames.Match(upload.Kind, looked.Value.Columns)), wasRemembered: false);
                await db.SaveChangesAsync(token);
                return Result.Ok;
            }

            var mapping = MappingOf(upload.Kind, command.Body, looked.Value.Columns.Count);
            if (mapping.Failed)
                return mapping.Failure;
            upload.Settle(UploadJson.Write(layout.Value), UploadJson.Write(mapping.Value), upload.WasRemembered);
            var preview = await reading.Use(
                upload,
                async file =>
                {
                    var (_, run) = await reading.Begin(upload, row, file, null, token);
                    foreach (var _ in run.Rows(token))
                    {
                        // Only counted: what they come to is in the preview.
                    }

                    return run.Preview;
                },
                token);
            if (preview.Failed)
                return preview.Failure;
            upload.Checked(UploadJson.Write(preview.Value));
            await db.SaveChangesAsync(token);
            return Result.Ok;
        }

        private Result<FileLayout> LayoutOf(Body body, FileLayout before)
        {
            var layout = before with { Sheet = Own(body.Sheet) ?? before.Sheet, DecimalMark = Own(body.DecimalMark) ?? before.DecimalMark };
            if (layout.DecimalMark is not ("," or "."))
                return Failure.Invalid("decimalMark", words["Upload_ChoiceUnknown"]);
            if (Own(body.Encoding) is { } encoding)
            {
                if (!TextEncodings.All.Contains(encoding))
                    return Failure.Invalid("encoding", words["Upload_ChoiceUnknown"]);
                layout = layout with { Encoding = encoding };
            }

            if (body.Delimiter is { Length: > 0 } delimiter)
            {
                if (delimiter is not (";" or "," or "\t" or "|" or "tab"))
                    return Failure.Invalid("delimiter", words["Upload_ChoiceUnknown"]);
                layout = layout with { Delimiter = delimiter == "tab" ? "\t" : delimiter };
            }

            if (Own(body.HeaderRow) is { } header)
            {
                if (!int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 1000)
                    return Failure.Invalid("headerRow", words["Upload_HeaderRowWrong"]);
                layout = layout with { HeaderRow = number };
            }

            if (Own(body.Dates) is not { } dates)
                return layout;
            return Enum.TryParse<DateOrder>(dates, out var order) && Enum.IsDefined(order) ? layout with { Dates = order } : Failure.Invalid("dates", words["Upload_ChoiceUnknown"]);
        }

        private Result<Dictionary<ImportField, int>> MappingOf(UploadKind kind, Body body, int columns)
        {
            var (mapping, taken, faults) = (new Dictionary<ImportField, int>(), new HashSet<int>(), new Dictionary<string, string[]>());
            foreach (var (field, _) in FieldCatalogue.Of(kind))
            {
                if (body.Columns?.FirstOrDefault(pair => string.Equals(pair.Key, $"{field}", StringComparison.OrdinalIgnoreCase)).Value is not { Length: > 0 } text)
                    continue;
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var column) || column >= columns)
                    faults[$"columns.{field}"] = [words["Upload_ChoiceUnknown"]];
                else if (!taken.Add(column))
                    faults[$"columns.{field}"] = [words["Upload_ColumnTwice", words[$"Field_{field}"], ColumnLetters.Of(column)]];
                else
                    mapping[field] = column;
            }

            foreach (var need in FieldCatalogue.NeedsOf(kind).Where(need => !need.Any(way => way.All(mapping.ContainsKey))))
                faults.TryAdd($"columns.{need[0][0]}", [words["Upload_ColumnMissing", string.Join($" {words["Or"]} ", need.Select(way => string.Join(" + ", way.Select(f => words[$"Field_{f}"].Value))))]]);
            return faults.Count > 0 ? Failure.Invalid(faults) : mapping;
        }

        private static string? Own(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet(UploadAddress.Staff + "/{uploadId:guid}", Open).For(Right.RefreshData);
            app.MapPost(UploadAddress.Staff + "/{uploadId:guid}/mapping", Settle).For(Right.RefreshData);
            app.MapGet(UploadAddress.Portal + "/{uploadId:guid}", Open).ForPortal();
            app.MapPost(UploadAddress.Portal + "/{uploadId:guid}/mapping", Settle).ForPortal();

            app.MapGet("/api/data-refresh/uploads/{uploadId:guid}", async (Guid uploadId, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(uploadId), token)).ToResult()).ForBothSides();
            app.MapPut("/api/data-refresh/uploads/{uploadId:guid}/mapping", async (Guid uploadId, Body body, IMediator mediator, CancellationToken token) =>
            {
                var settled = await mediator.Send(new Command(uploadId, body), token);
                return settled.Failed ? settled.Failure.ToProblem() : (await mediator.Send(new Query(uploadId), token)).ToResult(view => TypedResults.Ok(view));
            }).ForBothSides();
        }

        private static async Task<IResult> Open(Guid uploadId, IMediator mediator, CancellationToken token) =>
            (await mediator.Send(new Query(uploadId), token)).ToResult(view => new View<MapUploadPage>(new { View = view }));

        private static async Task<IResult> Settle(Guid uploadId, HttpRequest request, IMediator mediator, Current current, CancellationToken token)
        {
            var form = await request.ReadFormAsync(token);
            string? One(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
            var columns = form.Keys.Where(key => key.StartsWith("columns.", StringComparison.Ordinal)).ToDictionary(key => key["columns.".Length..], One);
            var body = new Body(columns, One("sheet"), One("encoding"), One("delimiter"), One("headerRow"), One("decimalMark"), One("dates"), One("read"));
            var settled = await mediator.Send(new Command(uploadId, body), token);
            if (!settled.Failed)
                return TypedResults.LocalRedirect($"{UploadAddress.Of(current.Person, uploadId)}{(string.IsNullOrEmpty(body.Read) ? "#preview" : "")}");
            var view = await mediator.Send(new Query(uploadId), token);
            return view.Failed
                ? settled.Failure.ToProblem()
                : new View<MapUploadPage>(new { View = view.Value, Body = columns, settled.Failure }, settled.Failure.Status);
        }
    }
}
