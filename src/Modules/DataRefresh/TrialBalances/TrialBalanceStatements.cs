using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Reads statements as debits and credits.</summary>
internal static class TrialBalanceStatements
{
    public static bool IsBalanceSheet(this StatementSection section) =>
        section is StatementSection.Assets or StatementSection.Liabilities or StatementSection.Equity;

    /// <summary>Sections that are sums of others are left out: nothing is counted twice.</summary>
    public static bool IsProfitAndLoss(this StatementSection section) =>
        section is StatementSection.Income or StatementSection.OtherIncome or StatementSection.CostOfSales
            or StatementSection.Expenses or StatementSection.OtherExpenses;

    public static bool IsProfitAndLoss(this AccountKind kind) => kind is AccountKind.Income or AccountKind.Expense;

    /// <summary>The line's own amount, debit positive.</summary>
    public static decimal Signed(this StatementRow row) => row.Section switch
    {
        StatementSection.Assets or StatementSection.CostOfSales or StatementSection.Expenses or StatementSection.OtherExpenses => row.OwnAmount,
        _ => -row.OwnAmount,
    };

    public static AccountKind Kind(this StatementSection section) => section switch
    {
        StatementSection.Assets => AccountKind.Asset,
        StatementSection.Liabilities => AccountKind.Liability,
        StatementSection.Equity => AccountKind.Equity,
        StatementSection.Income or StatementSection.OtherIncome => AccountKind.Income,
        _ => AccountKind.Expense,
    };

    /// <summary>The newest balance sheet not before <paramref name="first"/> and not after the month of <paramref name="last"/>.</summary>
    public static DateOnly? Closing(IReadOnlyList<StatementRow> sheets, DateOnly first, DateOnly last)
    {
        var end = new DateOnly(last.Year, last.Month, DateTime.DaysInMonth(last.Year, last.Month));
        return sheets.Where(row => row.To >= first && row.To <= end).Select(row => (DateOnly?)row.To).Max();
    }
}
