using DataRefresh.Snapshots;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>One invoice with its lines: what was bought or sold.</summary>
internal static class InvoiceLines
{
    private const int MostLines = 1_000;

    public sealed record Query(Guid EngagementId, Report Report, string InvoiceId) : IRequest<Result<InvoiceLinesView>>;

    public sealed class Handler(Bookshelf shelf) : IRequestHandler<Query, Result<InvoiceLinesView>>
    {
        public async Task<Result<InvoiceLinesView>> Handle(Query query, CancellationToken token)
        {
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;

            var rows = await opened.Value.Read<InvoiceRow>(query.Report.Set(), token)
                .SkipWhile(row => row.Id != query.InvoiceId)
                .TakeWhile(row => row.Id == query.InvoiceId)
                .Take(MostLines + 1)
                .ToListAsync(token);
            if (rows.Count == 0)
                return Failure.NotFound;

            var wanted = rows.Select(row => row.LineAccountId).OfType<string>().ToHashSet();
            var accounts = await opened.Value.Read<AccountRow>(DataSet.Accounts, token)
                .Where(account => wanted.Contains(account.Id))
                .ToDictionaryAsync(account => account.Id, account => account.Name ?? account.Id, cancellationToken: token);
            return new InvoiceLinesView(
                ReportFrameView.Of(opened.Value, query.Report),
                Invoice.Of(rows[0]),
                [.. rows.Where(row => row.Line > 0).Take(MostLines)],
                rows.Count > MostLines,
                accounts);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            foreach (var report in new[] { Report.SalesInvoices, Report.PurchaseInvoices })
            {
                // The id is the vendor's, and may hold what a path may not.
                app.MapGet($"/admin/data-refresh/engagements/{{engagementId:guid}}/reports/{report.Slug()}/lines", async (
                    Guid engagementId, string? invoice, IMediator mediator, CancellationToken token) =>
                {
                    var lines = await mediator.Send(new Query(engagementId, report, invoice ?? ""), token);
                    return lines.Failed ? (IResult)lines.Failure.ToProblem() : new View<InvoiceLinesPage>(new { Lines = lines.Value });
                }).For(Right.DownloadReports);
            }
        }
    }
}

/// <param name="Cut">Whether there are more lines than are shown.</param>
/// <param name="Accounts">Names of the accounts on the lines, by id.</param>
public sealed record InvoiceLinesView(
    ReportFrameView Frame, Invoice Invoice, IReadOnlyList<InvoiceRow> Rows, bool Cut, IReadOnlyDictionary<string, string> Accounts);
