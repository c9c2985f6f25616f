using System.Globalization;
using DataRefresh.Snapshots;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

/// <summary>The sales or purchase invoices in the books, and with whom most was traded.</summary>
internal static class InvoiceReport
{
    /// <param name="Status">unpaid, overdue, paid, draft or void; empty for all.</param>
    /// <param name="From">Issued on or after this ISO date.</param>
    public sealed record Query(
        Guid EngagementId, Report Report, string? Search, string? Status, string? From, string? To, string? Sort, PageRequest Page)
        : IRequest<Result<InvoiceReportView?>>;

    public sealed class Handler(Bookshelf shelf) : IRequestHandler<Query, Result<InvoiceReportView?>>
    {
        public async Task<Result<InvoiceReportView?>> Handle(Query query, CancellationToken token)
        {
            if (Day(query.From).Failed)
                return Failure.Invalid("from", query.From!);
            if (Day(query.To).Failed)
                return Failure.Invalid("to", query.To!);
            var opened = await shelf.Open(query.EngagementId, token);
            if (opened.Failed)
                return opened.Failure;
            if (opened.Value.Of(query.Report) is not { } stored)
                return Result.From<InvoiceReportView?>(null);

            var sums = new InvoiceSums(stored.To);
            var invoices = Invoice.Gather(opened.Value.Read<InvoiceRow>(query.Report.Set(), token))
                .Where(Wanted(query, stored.To))
                .Select(sums.Add);
            var (sort, falling) = query.Sort is ['-', .. var name] ? (name, true) : (query.Sort ?? "issued", query.Sort is null);
            var page = sort switch
            {
                "number" => await invoices.ToPage(i => Folding.Fold(i.Number), i => i.Id, falling, query.Page, token),
                "party" => await invoices.ToPage(i => Folding.Fold(i.PartyName), i => i.Id, falling, query.Page, token),
                "due" => await invoices.ToPage(i => i.DueOn ?? DateOnly.MinValue, i => i.Id, falling, query.Page, token),
                "total" => await invoices.ToPage(i => i.Total, i => i.Id, falling, query.Page, token),
                "to-pay" => await invoices.ToPage(i => i.Due, i => i.Id, falling, query.Page, token),
                _ => await invoices.ToPage(i => i.IssuedOn ?? DateOnly.MinValue, i => i.Id, falling, query.Page, token),
            };
            return page.Failed
                ? page.Failure
                : new InvoiceReportView(ReportFrameView.Of(opened.Value, query.Report), stored.To, page.Value, sums.Currencies, sums.LargestParties);
        }

        private static Func<Invoice, bool> Wanted(Query query, DateOnly today)
        {
            var words = Folding.Fold(query.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (from, to) = (Day(query.From).Value, Day(query.To).Value);
            return invoice =>
                (from is null || invoice.IssuedOn >= from)
                && (to is null || invoice.IssuedOn <= to)
                && query.Status switch
                {
                    "unpaid" => invoice.IsUnpaid,
                    "overdue" => invoice.IsOverdue(today),
                    "paid" => invoice.Counts && invoice.Due == 0,
                    "draft" => invoice.Status == "Draft",
                    "void" => invoice.Status == "Void",
                    _ => true,
                }
                && (words.Length == 0 || words.All(Folding.Fold(invoice.Number, invoice.PartyName).Contains));
        }

        private static Result<DateOnly?> Day(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return Result.From<DateOnly?>(null);
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? Result.From<DateOnly?>(day)
                : Failure.Invalid("date", text);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            foreach (var report in new[] { Report.SalesInvoices, Report.PurchaseInvoices })
            {
                app.MapGet($"/admin/data-refresh/engagements/{{engagementId:guid}}/reports/{report.Slug()}", async (
                    Guid engagementId, string? search, string? status, string? from, string? to, string? sort, string? after, string? before,
                    IMediator mediator, CancellationToken token) =>
                {
                    var invoices = await mediator.Send(new Query(engagementId, report, search, status, from, to, sort, new PageRequest(after, before)), token);
                    return invoices.ToPage(view => new View<InvoiceReportPage>(new { Report = view }), engagementId, report);
                }).For(Right.DownloadReports);
            }
        }
    }
}

/// <param name="AsOf">The last day that was read; what was due before it is overdue.</param>
/// <param name="Sums">Of all that were found, one for each currency.</param>
public sealed record InvoiceReportView(
    ReportFrameView Frame, DateOnly AsOf, Page<Invoice> Invoices, IReadOnlyList<InvoiceSum> Sums, IReadOnlyList<PartySum> LargestParties);
