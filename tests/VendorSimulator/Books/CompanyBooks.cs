namespace VendorSimulator.Books;

/// <summary>
/// The finished books of a company at one revision. Never changed after they are made, so reads share them. The log
/// holds every entry as it was first written, in that order: a correction is a reversal and a new entry at its end.
/// </summary>
internal sealed record CompanyBooks(
    CompanyProfile Profile,
    int Revision,
    DateOnly Start,
    ChartOfAccounts Chart,
    IReadOnlyList<Journal> Journals,
    IReadOnlyList<JournalEntry> Entries,
    IReadOnlyList<JournalEntry> Log,
    IReadOnlyList<Party> Customers,
    IReadOnlyList<Party> Suppliers,
    IReadOnlyList<TradeDocument> Invoices,
    IReadOnlyList<TradeDocument> Bills,
    IReadOnlyList<Settlement> Receipts,
    IReadOnlyList<Settlement> Payments)
{
    public LedgerIndex Ledger { get; } = new(Chart, Entries);

    public DateOnly LastDate => Entries.Count == 0 ? Start : Entries[^1].Date;

    public string Currency => Profile.Country.Currency;

    /// <summary>The first day of the financial year a date falls in.</summary>
    public DateOnly FinancialYearOf(DateOnly date)
    {
        var year = date.Month >= Profile.FinancialYearStartMonth ? date.Year : date.Year - 1;
        return new DateOnly(year, Profile.FinancialYearStartMonth, 1);
    }
}
