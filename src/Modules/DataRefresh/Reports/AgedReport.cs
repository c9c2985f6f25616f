using DataRefresh.Snapshots;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>Who owes what for how long, or what is owed to whom.</summary>
internal static class AgedReport
{
    public sealed record Query(Guid EngagementId, Report Report, string? Search, string? Sort, PageRequest Page) : IRequest<Result<AgedReportView?>>;

    public sealed class Handler(Bookshelf shelf, IStringLocalizer<Text> words) : IRequestHandler<Query, Result<AgedReportView?>>
    {
        public async Task<Result<AgedReportView?>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            if (opened.Value.Of(query.Report) is null)
                return Result.From<AgedReportView?>(null);

            var books = opened.Value;
            var set = query.Report.Set();
            var brackets = await AgedBrackets.Of(books.Read<AgedBalanceRow>(set, token), token);
            var totals = new SortedDictionary<string, decimal[]>(StringComparer.Ordinal);
            var search = Folding.Fold(query.Search);
            var parties = brackets.Parties(books.Read<AgedBalanceRow>(set, token), token)
                .Where(party => Folding.Fold(party.Name).Contains(search, StringComparison.Ordinal))
                .Select(Totalled);
            var (sort, falling) = query.Sort is ['-', .. var name] ? (name, true) : (query.Sort ?? "", query.Sort is null);
            var page = sort == "name"
                ? await parties.ToPage(party => Folding.Fold(party.Name), Id, falling, query.Page, token)
                : await parties.ToPage(party => party.Total, Id, falling, query.Page, token);
            if (page.Failed)
                return page.Failure;
            return new AgedReportView(
                ReportFrameView.Of(books, query.Report),
                [.. Enumerable.Range(0, brackets.Count).Select(index => brackets.Heading(index, words))],
                page.Value,
                [.. totals.Select(total => new AgedParty(null, null, total.Key, total.Value))]);

            AgedParty Totalled(AgedParty party)
            {
                var currency = party.Currency ?? "";
                if (!totals.TryGetValue(currency, out var total))
                    totals[currency] = total = new decimal[brackets.Count];
                for (var index = 0; index < total.Length; index++)
                    total[index] += party.Amounts[index];
                return party;
            }
        }

        private static string Id(AgedParty party) => $"{party.Id ?? party.Name} {party.Currency}";
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            foreach (var report in new[] { Report.AgedReceivables, Report.AgedPayables })
            {
                app.MapGet($"/admin/data-refresh/engagements/{{engagementId:guid}}/reports/{report.Slug()}", async (
                    Guid engagementId, string? search, string? sort, string? after, string? before, IMediator mediator, CancellationToken token) =>
                {
                    var aged = await mediator.Send(new Query(engagementId, report, search, sort, new PageRequest(after, before)), token);
                    return aged.ToPage(view => new View<AgedReportPage>(new { Aged = view }), engagementId, report);
                }).For(Right.DownloadReports);
            }
        }
    }
}

/// <param name="Ages">The headings of the brackets.</param>
/// <param name="Totals">Of all that were found, one for each currency.</param>
public sealed record AgedReportView(ReportFrameView Frame, IReadOnlyList<string> Ages, Page<AgedParty> Parties, IReadOnlyList<AgedParty> Totals);
