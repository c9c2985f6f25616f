namespace DataRefresh.Snapshots;

/// <summary>One line of one journal entry. Lines of an entry follow each other and sum to nought.</summary>
/// <param name="Line">From 1 within the entry.</param>
/// <param name="Date">The day it counts for. Where a package does not give that, the day it was entered.</param>
/// <param name="AccountId">Null where the vendor names no account; such a line still counts in the totals.</param>
/// <param name="Amount">Debit positive, credit negative, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217, normally the organisation's base currency; null where the vendor does not say.</param>
/// <param name="OriginalAmount">The same in the currency of the transaction, with the same sign.</param>
/// <param name="SourceKind">The vendor's name for the document behind the entry, such as <c>invoices</c>.</param>
public sealed record LedgerRow(
    string EntryId,
    int Line,
    DateOnly Date,
    string? AccountId,
    string? AccountName,
    decimal Amount,
    string? Currency,
    string? Description,
    string? Journal,
    string? PartyId,
    string? SourceKind,
    string? SourceId,
    decimal? OriginalAmount,
    string? OriginalCurrency);
