namespace DataRefresh.Snapshots;

/// <summary>
/// One line of one sales or purchase invoice, with the invoice repeated on each. An invoice without lines has one row
/// with <paramref name="Line"/> 0.
/// </summary>
/// <param name="CurrencyRate">Base currency per unit of <paramref name="Currency"/>.</param>
/// <param name="Total">Of the whole invoice with tax, in <paramref name="Currency"/>. Not to be summed over lines.</param>
/// <param name="Due">Still to be paid of the whole invoice.</param>
/// <param name="Status">The vendor's word: Draft, Submitted, Open, PartiallyPaid, Paid, Void, Unknown.</param>
/// <param name="LineNet">Of this line without tax.</param>
public sealed record InvoiceRow(
    string Id,
    string? Number,
    string? PartyId,
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
    string? Status,
    int Line,
    string? LineDescription,
    string? LineAccountId,
    decimal LineQuantity,
    decimal LineNet,
    decimal LineTax);
