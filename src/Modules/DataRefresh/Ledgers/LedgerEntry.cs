using System.Globalization;
using DataRefresh.Reports;
using DataRefresh.Snapshots;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Ledgers;

/// <summary>One whole journal entry.</summary>
internal static class LedgerEntry
{
    private const int MostLines = 2_000;

    /// <param name="On">Its day, as an ISO date: the ledger is read there first.</param>
    public sealed record Query(Guid EngagementId, string EntryId, string? On) : IRequest<Result<LedgerEntryView>>;

    public sealed class Handler(Bookshelf shelf, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<LedgerEntryView>>
    {
        public async Task<Result<LedgerEntryView>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;

            var books = opened.Value;
            var rows = DateOnly.TryParseExact(query.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                ? await Find(books, query.EntryId, on, token)
                : [];
            if (rows.Count == 0)
                rows = await Find(books, query.EntryId, null, token);
            if (rows.Count == 0)
                return Failure.NotFound with { Message = words["Entry_Missing"] };

            var names = await LedgerNames.Of(books, [], words, token);
            return new LedgerEntryView(
                ReportFrameView.Of(books, Report.GeneralLedger),
                query.EntryId,
                rows[0].Date,
                rows[0].Journal,
                await names.Lines(books, [.. rows.Take(MostLines).Select(row => (row, (decimal?)null))], token),
                rows.Count,
                rows.Sum(row => Math.Max(row.Amount, 0)),
                rows.Sum(row => Math.Max(-row.Amount, 0)));
        }

        // Lines of an entry follow each other: it has ended with the first line, or the first block, that is not of it.
        private static async Task<List<LedgerRow>> Find(Books books, string entry, DateOnly? on, CancellationToken token)
        {
            var (rows, before) = (new List<LedgerRow>(), 0);
            await foreach (var piece in books.ReadLedger(Use, LedgerReader.Field("entryId", entry), token))
            {
                if (piece.Row!.EntryId == entry)
                    rows.Add(piece.Row);
                else if (rows.Count > 0)
                    break;
            }

            return rows;

            BlockUse Use(LedgerBlock block)
            {
                var hasEnded = rows.Count > 0 && rows.Count == before;
                before = rows.Count;
                return hasEnded || block.First > on || block.Last < on ? BlockUse.Skip : BlockUse.Read;
            }
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/reports/general-ledger/entries/{entryId}", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(query, token)).ToResult(view => new View<LedgerEntryPage>(new { Entry = view }))).For(Right.DownloadReports);

            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/reports/general-ledger/entries/{entryId}", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(query, token)).ToResult()).For(Right.DownloadReports);
        }
    }
}

/// <param name="Lines">Not all of them where an entry is of unreasonable length.</param>
/// <param name="Count">How many lines there are.</param>
public sealed record LedgerEntryView(
    ReportFrameView Frame, string EntryId, DateOnly Date, string? Journal, IReadOnlyList<LedgerLine> Lines, int Count, decimal Debit, decimal Credit)
{
    public bool IsBalanced => Debit == Credit;
}
