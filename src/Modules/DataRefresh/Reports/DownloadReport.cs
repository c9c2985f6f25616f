using DataRefresh.Exports;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>Hands out the newest rows of a report as XLSX, CSV or JSON, streamed from the snapshot.</summary>
internal static class DownloadReport
{
    public sealed record Query(Guid EngagementId, string Report) : IRequest<Result<ReportFile>>;

    public sealed class Handler(Bookshelf shelf, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<ReportFile>>
    {
        public async Task<Result<ReportFile>> Handle(Query query, CancellationToken token)
        {
            if (!ReportCatalogue.TryFind(query.Report, out var report))
                return Failure.NotFound;
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            return opened.Value.Of(report) is null ? Failure.NotFound : await ReportFiles.Of(report, opened.Value, words, token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/reports/{report}.{format:regex(^(xlsx|csv|json)$)}", async (
                Guid engagementId, string report, string format, IMediator mediator, CancellationToken token) =>
            {
                var file = await mediator.Send(new Query(engagementId, report), token);
                return file.Failed
                    ? (IResult)file.Failure.ToProblem()
                    : TypedResults.Stream(target => file.Value.Write(target, format, token), ReportFile.MediaTypeOf(format), $"{file.Value.Name}.{format}");
            }).For(Right.DownloadReports);
    }
}
