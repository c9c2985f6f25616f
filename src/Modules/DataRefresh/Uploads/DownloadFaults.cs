using DataRefresh.Exports;
using DataRefresh.Imports;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>Every bad cell of a file as CSV: where it is, and what is wrong with it.</summary>
internal static class DownloadFaults
{
    public sealed record Query(Guid UploadId) : IRequest<Result<IReadOnlyList<RowFault>>>;

    public sealed class Handler(UploadDoor door, UploadReading reading, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<IReadOnlyList<RowFault>>>
    {
        /// <summary>Nobody corrects more by hand; a file that is wrong throughout is wrong in its columns.</summary>
        private const int Most = 100_000;

        public async Task<Result<IReadOnlyList<RowFault>>> Handle(Query query, CancellationToken token)
        {
            if (await door.Upload(query.UploadId, token) is not var (upload, row))
                return Failure.NotFound;
            if (upload.State != UploadState.Mapped)
                return Failure.Conflict("upload-ended", words["Upload_Ended"]);
            return await reading.Use(
                upload,
                async file =>
                {
                    var faults = new List<RowFault>();
                    var (_, run) = await reading.Begin(upload, row, file, Keep, token);
                    foreach (var _ in run.Rows(token))
                        if (faults.Count == Most)
                            break;
                    return (IReadOnlyList<RowFault>)faults;

                    void Keep(RowFault fault)
                    {
                        if (faults.Count < Most)
                            faults.Add(fault);
                    }
                },
                token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet(UploadAddress.Staff + "/{uploadId:guid}/faults.csv", Download).For(Right.RefreshData);
            app.MapGet(UploadAddress.Portal + "/{uploadId:guid}/faults.csv", Download).ForPortal();
            app.MapGet("/api/data-refresh/uploads/{uploadId:guid}/faults.csv", Download).ForBothSides();
        }

        private static async Task<IResult> Download(Guid uploadId, IMediator mediator, IStringLocalizer<Text> words, CancellationToken token)
        {
            var faults = await mediator.Send(new Query(uploadId), token);
            if (faults.Failed)
                return faults.Failure.ToProblem();
            var table = new ReportTable<RowFault>(words["Faults_Title"], "", "", "")
                .Number(words["Faults_Row"], fault => fault.Row)
                .Text(words["Faults_Column"], fault => fault.Column)
                .Text(words["Faults_Header"], fault => fault.Header)
                .Text(words["Faults_Field"], fault => fault.Field is { } field ? words[$"Field_{field}"].Value : null)
                .Text(words["Faults_Reason"], fault => words[$"RowFault_{fault.Code}", fault.Value ?? ""])
                .Text(words["Faults_Value"], fault => fault.Value);
            return TypedResults.Stream(
                target => CsvFile.Write(target, table, faults.Value.ToAsyncEnumerable(), token), "text/csv; charset=utf-8", $"{words["Faults_Title"]}.csv");
        }
    }
}
