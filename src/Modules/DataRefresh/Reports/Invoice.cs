using DataRefresh.Snapshots;

namespace DataRefresh.Reports;

/// <summary>One invoice, gathered from its rows.</summary>
/// <param name="CurrencyRate">Base currency per unit of <paramref name="Currency"/>; null where the vendor does not say.</param>
/// <param name="Due">Still to be paid.</param>
/// <param name="Status">The vendor's word: see <see cref="InvoiceRow.Status"/>.</param>
public sealed record Invoice(
    string Id,
    string? Number,
    string? PartyName,
    DateOnly? IssuedOn,
    DateOnly? DueOn,
    DateOnly? PaidOn,
    string? Currency,
    decimal? CurrencyRate,
    decimal Net,
    decimal Tax,
    decimal Total,
    decimal Due,
    string? Status)
{
    /// <summary>Drafts and voided invoices are listed and not counted.</summary>
    public bool Counts => Status is not ("Draft" or "Void");

    public bool IsUnpaid => Counts && Due != 0;

    public bool IsOverdue(DateOnly day) => IsUnpaid && DueOn < day;

    /// <summary>Rows of an invoice follow each other; only the invoice at hand is held.</summary>
    internal static async IAsyncEnumerable<Invoice> Gather(IAsyncEnumerable<InvoiceRow> rows)
    {
        string? last = null;
        await foreach (var row in rows)
        {
            if (row.Id != last)
                yield return Of(row);
            last = row.Id;
        }
    }

    internal static Invoice Of(InvoiceRow row) => new(
        row.Id, row.Number, row.PartyName, row.IssuedOn, row.DueOn, row.PaidOn, row.Currency, row.CurrencyRate,
        row.Net, row.Tax, row.Total, row.Due, row.Status);
}
