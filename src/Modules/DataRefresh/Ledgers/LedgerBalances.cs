using DataRefresh.Reports;
using DataRefresh.Snapshots;

namespace DataRefresh.Ledgers;

/// <summary>The trial balance that belongs to the stored ledger: from its first day on, balances of accounts are known.</summary>
internal sealed class LedgerBalances
{
    private readonly StoredSet ledger;

    private LedgerBalances(StoredSet ledger, IReadOnlyList<TrialBalanceRow> rows) => (this.ledger, Rows) = (ledger, rows);

    /// <summary>None where the newest trial balance is of other books than the newest ledger.</summary>
    public IReadOnlyList<TrialBalanceRow> Rows { get; }

    public DateOnly? From => Rows.Count == 0 ? null : Rows[0].From;

    public static async Task<LedgerBalances> Of(Books books, CancellationToken token)
    {
        var ledger = books.Of(DataSet.Ledger)!;
        var sameBooks = books.Of(DataSet.TrialBalance)?.TakenAt == ledger.TakenAt;
        return new LedgerBalances(ledger, sameBooks ? await books.Read<TrialBalanceRow>(DataSet.TrialBalance, token).ToListAsync(token) : []);
    }

    /// <summary>The day from which an account's lines must be summed to know what it opens with; null where that is not known.</summary>
    public DateOnly? SumFrom(LedgerFilter filter) =>
        filter.Account is not null && From is { } from && First(filter) >= from && First(filter) <= Rows[0].To.AddDays(1) ? from : null;

    /// <param name="filter">One of an account.</param>
    /// <param name="moved">By the account, from <see cref="SumFrom"/> to the filter's first day.</param>
    public decimal? Opening(LedgerFilter filter, decimal moved) =>
        SumFrom(filter) is null ? null : (Rows.FirstOrDefault(row => row.AccountId == filter.Account)?.Opening ?? 0) + moved;

    private DateOnly First(LedgerFilter filter) => filter.From > ledger.From ? filter.From : ledger.From;
}
