using static VendorSimulator.Books.ChartOfAccounts;

namespace VendorSimulator.Books;

/// <summary>An account with an amount, debit positive.</summary>
internal readonly record struct AccountAmount(Account Account, long Amount);

/// <summary>Sums over the ledger from which statements are made.</summary>
internal static class Statements
{
    /// <summary>The movement of every account between two days, both included.</summary>
    public static Dictionary<string, long> Movements(CompanyBooks books, DateOnly from, DateOnly to)
    {
        var sums = books.Ledger.UpTo(to);
        foreach (var (code, before) in books.Ledger.UpTo(from.AddDays(-1)))
            sums[code] -= before;
        return sums;
    }

    /// <summary>
    /// Balances at the end of a day as an accounting package shows them: income and expense since the start of the
    /// financial year, results of earlier years within retained earnings.
    /// </summary>
    public static Dictionary<string, long> Balances(CompanyBooks books, DateOnly date)
    {
        var year = books.FinancialYearOf(date);
        var balances = books.Ledger.UpTo(date);
        var earlier = books.Ledger.UpTo(year.AddDays(-1));
        foreach (var account in books.Chart.All.Where(account => account.IsProfitAndLoss))
        {
            balances[account.Code] -= earlier[account.Code];
            balances[Codes.RetainedEarnings] += earlier[account.Code];
        }

        return balances;
    }

    public static IEnumerable<AccountAmount> In(CompanyBooks books, Dictionary<string, long> amounts, Section section) =>
        books.Chart.All
            .Where(account => account.Section == section)
            .Select(account => new AccountAmount(account, amounts[account.Code]));

    /// <summary>The result (income less expense, profit positive) in a set of amounts.</summary>
    public static long Result(CompanyBooks books, Dictionary<string, long> amounts) =>
        -books.Chart.All.Where(account => account.IsProfitAndLoss).Sum(account => amounts[account.Code]);
}
