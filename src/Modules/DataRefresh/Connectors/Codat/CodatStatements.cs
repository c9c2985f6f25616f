using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Codat;

/// <summary>Codat's statements as flat rows, oldest period first.</summary>
internal static class CodatStatements
{
    /// <summary>
    /// Months to ask for so that the answer reaches back to the month before <paramref name="from"/>, whose balance sheet
    /// holds the opening balances. Codat counts back from the newest month it has, at most <paramref name="today"/>'s.
    /// </summary>
    public static int Months(DateOnly from, DateOnly today)
    {
        var first = from.AddDays(-1);
        return Math.Max(1, (today.Year - first.Year) * 12 + today.Month - first.Month + 1);
    }

    /// <summary>Balance sheets from the eve of the period to the end of its last month.</summary>
    public static IEnumerable<StatementRow> BalanceSheets(CodatBalanceSheets sheets, DateOnly first, DateOnly last) =>
        from sheet in sheets.Reports ?? []
        let day = CodatRows.Day(sheet.Date)
        where day >= first.AddDays(-1) && day <= EndOfMonth(last)
        orderby day
        from row in Numbered(null, day.Value, sheets.Currency,
            (StatementSection.Assets, sheet.Assets),
            (StatementSection.Liabilities, sheet.Liabilities),
            (StatementSection.Equity, sheet.Equity),
            (StatementSection.NetAssets, new CodatLine(null, null, sheet.NetAssets, null)))
        select row;

    /// <summary>Profit and loss by month, of the months that the period touches.</summary>
    public static IEnumerable<StatementRow> ProfitAndLosses(CodatProfitAndLosses months, DateOnly first, DateOnly last) =>
        from month in months.Reports ?? []
        let begins = CodatRows.Day(month.FromDate)
        let ends = CodatRows.Day(month.ToDate)
        where ends >= first && begins <= last
        orderby begins
        from row in Numbered(begins, ends.Value, months.Currency,
            (StatementSection.Income, month.Income),
            (StatementSection.CostOfSales, month.CostOfSales),
            (StatementSection.Expenses, month.Expenses),
            (StatementSection.OtherIncome, month.OtherIncome),
            (StatementSection.OtherExpenses, month.OtherExpenses),
            (StatementSection.NetProfit, new CodatLine(null, null, month.NetProfit, null)))
        select row;

    public static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static IEnumerable<StatementRow> Numbered(
        DateOnly? from, DateOnly to, string? currency, params (StatementSection Section, CodatLine? Line)[] sections) =>
        sections
            .Where(part => part.Line is not null)
            .SelectMany(part => Flat(part.Line!, 0).Select(flat => (part.Section, flat.Line, flat.Level)))
            .Select((flat, index) => new StatementRow(
                from,
                to,
                flat.Section,
                index + 1,
                flat.Level,
                string.IsNullOrWhiteSpace(flat.Line.AccountId) ? null : flat.Line.AccountId,
                flat.Line.Name,
                flat.Line.Value ?? 0,
                (flat.Line.Value ?? 0) - (flat.Line.Items ?? []).Sum(item => item.Value ?? 0),
                currency));

    // Depth is bounded by the limit on JSON's.
    private static IEnumerable<(CodatLine Line, int Level)> Flat(CodatLine line, int level) =>
        (line.Items ?? []).SelectMany(item => Flat(item, level + 1)).Prepend((line, level));
}
