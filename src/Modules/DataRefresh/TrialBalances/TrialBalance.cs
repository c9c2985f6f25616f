using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Where opening balances came from, the surest first.</summary>
internal enum OpeningSource
{
    /// <summary>The balance sheet of the eve of the first day.</summary>
    BalanceSheetBefore,

    /// <summary>A balance sheet within the period, less the postings from the first day to its date.</summary>
    BalanceSheetWithin,

    /// <summary>The accounts' present balances, less all postings of the period.</summary>
    CurrentBalances,

    /// <summary>Nowhere: every account opens at nought, and only movements can be trusted.</summary>
    None,
}

/// <summary>What a trial balance is derived from, apart from the ledger: small enough to be held in memory.</summary>
/// <param name="From">First day that was read of the ledger.</param>
/// <param name="To">Last day that was read, and the last of the trial balance.</param>
internal sealed record TrialBalanceSources(
    DateOnly From,
    DateOnly To,
    OrganisationRow? Organisation,
    IReadOnlyList<AccountRow> Accounts,
    IReadOnlyList<StatementRow> BalanceSheet,
    IReadOnlyList<StatementRow> ProfitAndLoss);

/// <summary>
/// A trial balance where the vendor has none: opening, debits, credits and closing of every account, derived from the
/// accounts, the ledger and the statements.
/// <para>
/// <b>Period.</b> The financial year that holds the last day (its start from the organisation, 1 January if unknown), or what
/// of it was read; so that profit and loss accounts open at nought, as in the packages.
/// </para>
/// <para>
/// <b>Openings.</b> The ledger does not reach back to the beginning of the books: Codat keeps 24 months by default. Balance
/// sheet accounts therefore open with the package's own balance sheet of the eve, which keeps closing balances checkable
/// against a later balance sheet (<see cref="TrialBalanceTieOut"/>); else with a later sheet less the postings up to it; else
/// with the accounts' present balances less all postings. These come last because Codat's specification says neither of
/// which day they are nor which sign they have (its examples show a payable as −635.55 from one package and assets as null
/// from three others): the sign convention under which they sum to nought is taken, and none if neither does. When a period
/// begins within a year, profit and loss accounts open with the months before it.
/// </para>
/// <para>
/// <b>Results of earlier years.</b> Packages compute them on the balance sheet and post nothing, so they stand in a line
/// without an account ("current year earnings"). That amount opens the one equity account which the later balance sheet shows
/// to have grown by exactly it, without postings; if there is none, it stays a row of its own, <see cref="CarriedResult"/>.
/// </para>
/// Sources: Codat "Lending" 3.0.0 (JournalLine.netAmount: debits positive; BalanceSheet and ProfitAndLoss: history, structure).
/// </summary>
internal sealed class TrialBalance
{
    /// <summary>Id of the row with results of earlier years that no account holds.</summary>
    public const string CarriedResult = "carried-result";

    /// <summary>Id of the row with ledger lines that name no account.</summary>
    public const string NoAccount = "no-account";

    /// <summary>How ids begin of rows that the package only computes on its balance sheet.</summary>
    public const string ComputedLine = "line:";

    /// <summary>The data sets that a derived trial balance is made of. The first two must have been stored.</summary>
    public static readonly IReadOnlyList<DataSet> Needs =
        [DataSet.Accounts, DataSet.Ledger, DataSet.Organisation, DataSet.BalanceSheet, DataSet.ProfitAndLoss];

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required OpeningSource Opening { get; init; }

    /// <summary>By code, then name; accounts without balance and movement are left out.</summary>
    public required IReadOnlyList<TrialBalanceRow> Rows { get; init; }

    /// <summary>Entries of the period whose lines do not sum to nought, and by how much altogether.</summary>
    public required (int Count, decimal Sum) Unbalanced { get; init; }

    /// <summary>Accounts on which documents of customers and suppliers were posted.</summary>
    public required IReadOnlySet<string> PartyAccounts { get; init; }

    /// <summary>Reads the ledger once, in any order of entries; memory holds one sum per account.</summary>
    public static async Task<TrialBalance> Derive(TrialBalanceSources sources, IAsyncEnumerable<LedgerRow> ledger, CancellationToken token)
    {
        var first = FirstDayOf(sources);
        var opening = new TrialBalanceOpening(sources, first);
        var tally = new TrialBalanceTally(first, sources.To, opening.AnchorDay);
        await foreach (var row in ledger.WithCancellation(token))
            tally.Add(row);
        tally.Close();

        return new TrialBalance
        {
            FirstDay = first,
            LastDay = sources.To,
            Opening = opening.Apply(tally),
            Rows = [
                .. RowsOf(sources, first, tally)
                    .OrderBy(row => row.Code is null)
                    .ThenBy(row => row.Code, StringComparer.Ordinal)
                    .ThenBy(row => row.Name, StringComparer.Ordinal),
            ],
            Unbalanced = (tally.UnbalancedEntries, tally.UnbalancedSum),
            PartyAccounts = tally.PartyAccounts,
        };
    }

    /// <summary>One that the vendor made itself, to be checked like a derived one; it names no entries.</summary>
    public static TrialBalance Given(IReadOnlyList<TrialBalanceRow> rows) => new()
    {
        FirstDay = rows[0].From,
        LastDay = rows[0].To,
        Opening = OpeningSource.BalanceSheetBefore,
        Rows = rows,
        Unbalanced = (0, 0),
        PartyAccounts = new HashSet<string>(),
    };

    /// <summary>First day of the financial year that holds <paramref name="day"/>.</summary>
    public static DateOnly YearStart(OrganisationRow? organisation, DateOnly day)
    {
        var pattern = organisation?.FinancialYearStart ?? new DateOnly(2001, 1, 1);
        var start = InYear(day.Year);
        return start <= day ? start : InYear(day.Year - 1);

        // A year that begins on 29 February begins on the 28th three times out of four.
        DateOnly InYear(int year) => new(year, pattern.Month, Math.Min(pattern.Day, DateTime.DaysInMonth(year, pattern.Month)));
    }

    private static DateOnly FirstDayOf(TrialBalanceSources sources)
    {
        var year = YearStart(sources.Organisation, sources.To);
        return sources.From > year ? sources.From : year;
    }

    private static IEnumerable<TrialBalanceRow> RowsOf(TrialBalanceSources sources, DateOnly first, TrialBalanceTally tally)
    {
        var chart = sources.Accounts.ToDictionary(account => account.Id);
        var currency = sources.Organisation?.BaseCurrency ?? sources.BalanceSheet.Select(row => row.Currency).FirstOrDefault(code => code is not null);
        foreach (var (id, sum) in tally.Accounts)
        {
            if (sum is { Opening: 0, Debit: 0, Credit: 0 })
                continue;
            var account = chart.GetValueOrDefault(id);
            yield return new TrialBalanceRow(
                first,
                sources.To,
                id,
                account?.Code,
                account?.Name ?? sum.Name,
                account?.Kind ?? sum.Kind,
                sum.Opening,
                sum.Debit,
                sum.Credit,
                sum.Opening + sum.Debit - sum.Credit,
                currency);
        }
    }
}
