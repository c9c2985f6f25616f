using System.Globalization;
using DataRefresh.Reports;
using DataRefresh.Snapshots;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Ledgers;

/// <summary>The lines of the general ledger by account, day and words, in the order of the books, a hundred on a page.</summary>
internal static class GeneralLedger
{
    private const int Lines = 100;

    /// <param name="From">First day, as an ISO date.</param>
    /// <param name="After">How many lines to pass over.</param>
    /// <param name="Before">The line, counted from nought, that follows the page.</param>
    public sealed record Query(Guid EngagementId, string? Account, string? From, string? To, string? Search, string? After, string? Before)
        : IRequest<Result<LedgerView?>>;

    public sealed class Handler(Bookshelf shelf, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<LedgerView?>>
    {
        public async Task<Result<LedgerView?>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            if (opened.Value.Of(Report.GeneralLedger) is null)
                return Result.From<LedgerView?>(null);
            if (!TrySkip(query, out var skip))
                return new Failure("bad-cursor", StatusCodes.Status400BadRequest);

            var books = opened.Value;
            var balances = await LedgerBalances.Of(books, token);
            var names = await LedgerNames.Of(books, balances.Rows, words, token);
            var none = new LedgerView(ReportFrameView.Of(books, Report.GeneralLedger), names.Accounts, null, null, balances.From, new Page<LedgerLine>([], null));
            var (filter, wrong) = LedgerFilter.Of(query.Account, query.From, query.To, query.Search);
            if (filter is null)
                return none with { Wrong = wrong };

            var scan = new LedgerScan(filter, skip, Lines, balances.SumFrom(filter));
            await foreach (var piece in books.ReadLedger(scan.UseOf, filter.Field, token))
                if (!scan.Take(piece))
                    break;

            var account = filter.Account is null ? null : names.Find(filter.Account);
            if (filter.Account is not null && account is null && scan.Page.Count == 0)
                return none with { Wrong = "account" };
            account ??= filter.Account is null ? null : names.Of(scan.Page[0].Row);

            var opening = scan.EndsEarly ? null : balances.Opening(filter, scan.MovedBefore);
            var lines = await names.Lines(books, [.. scan.Page.Select(line => (line.Row, opening + line.Before + line.Row.Amount))], token);
            var total = scan.EndsEarly ? null : (int?)scan.Wanted.Lines;
            return none with
            {
                Account = account,
                Sums = scan.EndsEarly ? null : new LedgerSums(opening, scan.Wanted.Debit, scan.Wanted.Credit, opening + scan.Wanted.Debit - scan.Wanted.Credit),
                Lines = new Page<LedgerLine>(lines, scan.HasMore ? Text(skip + Lines) : null, total) { Previous = skip > 0 ? Text(skip) : null },
            };
        }

        private static bool TrySkip(Query query, out long skip)
        {
            skip = 0;
            if ((query.After ?? query.Before) is not { } text)
                return true;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            skip = query.After is null ? Math.Max(0, number - Lines) : number;
            return true;
        }

        private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/data-refresh/engagements/{engagementId:guid}/reports/general-ledger", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(query, token)).ToPage(
                    view => new View<GeneralLedgerPage>(new { Ledger = view }, view.Wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity),
                    query.EngagementId,
                    Report.GeneralLedger)).For(Right.DownloadReports);

            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/reports/general-ledger", async (
                [AsParameters] Query query, IMediator mediator, IStringLocalizer<Text> words, CancellationToken token) =>
                Answer(await mediator.Send(query, token), words).ToResult()).For(Right.DownloadReports);
        }

        private static Result<LedgerView> Answer(Result<LedgerView?> found, IStringLocalizer<Text> words) =>
            found.Failed ? found.Failure
            : found.Value is not { } view ? Failure.NotFound
            : view.Wrong is { } wrong ? Failure.Invalid(wrong, words[$"Ledger_Wrong_{wrong}"])
            : view;
    }
}
