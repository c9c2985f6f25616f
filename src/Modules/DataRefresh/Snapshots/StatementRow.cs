namespace DataRefresh.Snapshots;

/// <summary>The part of a profit and loss or balance sheet in which a line stands.</summary>
public enum StatementSection
{
    Income,
    CostOfSales,
    Expenses,
    OtherIncome,
    OtherExpenses,
    NetProfit,
    Assets,
    Liabilities,
    Equity,
    NetAssets,
}

/// <summary>
/// One line of a profit and loss or balance sheet for one period, in the order and with the nesting of the package.
/// </summary>
/// <param name="From">First day of the period; null on a balance sheet, which is of one day.</param>
/// <param name="To">Last day of the period, or the day of the balance sheet.</param>
/// <param name="Line">From 1 within the period: the order in which the package prints it.</param>
/// <param name="Level">0 for the total of a section, 1 for what stands directly under it, and so on.</param>
/// <param name="AccountId">Null for headings and for lines that the package computes, such as this year's result.</param>
/// <param name="Amount">
/// <b>As printed</b>, the natural side positive: assets and expenses are debits, liabilities, equity and income credits.
/// Includes what stands under the line.
/// </param>
/// <param name="OwnAmount">
/// What is left of <paramref name="Amount"/> after the lines under it: the whole of a line without any, mostly nought for a
/// heading. Only this may be summed over lines.
/// </param>
public sealed record StatementRow(
    DateOnly? From,
    DateOnly To,
    StatementSection Section,
    int Line,
    int Level,
    string? AccountId,
    string? Name,
    decimal Amount,
    decimal OwnAmount,
    string? Currency);
