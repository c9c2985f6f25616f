using System.Globalization;
using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Snapshots;
using Engagements.Contracts;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>Hands out the newest trial balance as XLSX, CSV or JSON, streamed from the snapshot.</summary>
internal static class DownloadTrialBalance
{
    public sealed record Query(Guid EngagementId) : IRequest<Result<StoredReport>>;

    public sealed class Handler(DataRefreshDb db, Current current, IEngagementAccess access) : IRequestHandler<Query, Result<StoredReport>>
    {
        public async Task<Result<StoredReport>> Handle(Query query, CancellationToken token)
        {
            // The owner is asked, not our copy: a right that was just taken away hands out nothing.
            var person = current.Person;
            var seesAll = person.May(Right.DownloadReports) == Reach.All;
            if (!await access.SeenByStaff(person.FirmId, person.MembershipId, seesAll, query.EngagementId, token))
                return Failure.NotFound;

            var stored = await (
                from row in db.Rows
                join snapshot in db.Snapshots on row.SnapshotId equals snapshot.Id
                join part in db.SnapshotParts on snapshot.Id equals part.SnapshotId
                where row.EngagementId == query.EngagementId && part.DataSet == DataSet.TrialBalance && part.State == DataSetState.Stored
                select new StoredReport(
                    row.CustomerName, snapshot.From, snapshot.To, snapshot.FirmId,
                    new SnapshotPart(part.DataSet, part.State, part.Hash, part.Rows, part.Bytes)))
                .SingleOrDefaultAsync(token);
            return stored is null ? Failure.NotFound : stored;
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/reports/trial-balance.{format:regex(^(xlsx|csv|json)$)}", async (
                Guid engagementId, string format, IMediator mediator, SnapshotReader reader, IStringLocalizer<Text> words, CancellationToken token) =>
            {
                var report = await mediator.Send(new Query(engagementId), token);
                if (report.Failed)
                    return (IResult)report.Failure.ToProblem();

                var rows = reader.Read<TrialBalanceRow>(report.Value.FirmId, report.Value.Part, token);
                var headings = Headings(report.Value, await rows.FirstOrDefaultAsync(token), words);
                var name = $"{report.Value.CustomerName} {report.Value.To:yyyy-MM-dd} {headings.Title}.{format}";
                return format switch
                {
                    "xlsx" => TypedResults.Stream(
                        target => TrialBalanceXlsx.Write(target, headings, rows, token),
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        name),
                    "csv" => TypedResults.Stream(target => TrialBalanceCsv.Write(target, headings, rows, token), "text/csv; charset=utf-8", name),
                    _ => TypedResults.Stream(
                        target => JsonSerializer.SerializeAsync(target, rows, JsonSerializerOptions.Web, token), "application/json", name),
                };
            }).For(Right.DownloadReports);

        // A trial balance covers the financial year to date, which is shorter than what was read.
        private static TrialBalanceHeadings Headings(StoredReport report, TrialBalanceRow? first, IStringLocalizer<Text> words) => new(
            words["DataSet_TrialBalance"],
            report.CustomerName,
            $"{(first?.From ?? report.From).ToString("d", CultureInfo.CurrentCulture)} – {(first?.To ?? report.To).ToString("d", CultureInfo.CurrentCulture)}",
            words["Sheet_Code"],
            words["Sheet_Account"],
            words["Sheet_Kind"],
            words["Sheet_Opening"],
            words["Sheet_Debit"],
            words["Sheet_Credit"],
            words["Sheet_Closing"],
            words["Sheet_Currency"],
            words["Sheet_Total"],
            kind => words[$"Kind_{kind}"]);
    }
}

/// <summary>Where the rows of one report are.</summary>
internal sealed record StoredReport(string CustomerName, DateOnly From, DateOnly To, Guid FirmId, SnapshotPart Part);
