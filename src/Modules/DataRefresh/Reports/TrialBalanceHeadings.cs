using DataRefresh.Snapshots;

namespace DataRefresh.Reports;

/// <summary>Every word that an exported trial balance shows, in the reader's language.</summary>
/// <param name="Title">Such as "Trial balance".</param>
/// <param name="Customer">Whose books these are.</param>
/// <param name="Period">Such as "1 January 2026 – 21 November 2026", in the reader's manner. It is the rows' own period
/// (<see cref="TrialBalanceRow.From"/>), which is mostly shorter than the snapshot's.</param>
public sealed record TrialBalanceHeadings(
    string Title,
    string Customer,
    string Period,
    string Code,
    string Account,
    string Kind,
    string Opening,
    string Debit,
    string Credit,
    string Closing,
    string Currency,
    string Total,
    Func<AccountKind, string> KindName)
{
    /// <summary>In the order of the columns.</summary>
    public IReadOnlyList<string> Columns => [Code, Account, Kind, Opening, Debit, Credit, Closing, Currency];
}
