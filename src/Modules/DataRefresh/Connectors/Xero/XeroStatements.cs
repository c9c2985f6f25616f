using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// Xero's statements as flat rows. A statement's sections are known by their titles, which Xero words a little differently
/// from country to country; a group whose title says nothing belongs to the section above it.
/// </summary>
internal static class XeroStatements
{
    /// <summary>One month's profit and loss.</summary>
    public static IEnumerable<StatementRow> ProfitAndLoss(XeroTable table, int column, DateOnly month)
    {
        var groups = Placed(table, ProfitAndLossSection, StatementSection.Expenses);
        var net = table.Groups.SelectMany(group => group.Lines.Append(group.Total)).LastOrDefault(line => Says(line?.Name ?? "", "net profit", "net loss", "net income", "net earnings"));
        StatementSection[] order =
            [StatementSection.Income, StatementSection.CostOfSales, StatementSection.Expenses, StatementSection.OtherIncome, StatementSection.OtherExpenses];
        return Numbered(month, XeroMonths.EndOf(month), [.. order.SelectMany(section => Section(groups, section, null, column)), .. Single(StatementSection.NetProfit, net, column)]);
    }

    /// <summary>The balance sheet of a month's last day.</summary>
    public static IEnumerable<StatementRow> BalanceSheet(XeroTable table, int column, DateOnly month)
    {
        var groups = Placed(table, BalanceSheetSection, StatementSection.Assets);
        var net = Computed(table, "net assets");
        return Numbered(
            null,
            XeroMonths.EndOf(month),
            [
                .. Section(groups, StatementSection.Assets, Computed(table, "total assets"), column),
                .. Section(groups, StatementSection.Liabilities, Computed(table, "total liabilities"), column),
                .. Section(groups, StatementSection.Equity, Computed(table, "total equity"), column),
                .. Single(StatementSection.NetAssets, net, column),
            ]);
    }

    private static StatementSection? ProfitAndLossSection(string title) =>
        Says(title, "cost of", "direct cost") ? StatementSection.CostOfSales
        : Says(title, "other income", "non-operating income", "other revenue") ? StatementSection.OtherIncome
        : Says(title, "other expense", "non-operating expense") ? StatementSection.OtherExpenses
        : Says(title, "expense", "overhead") ? StatementSection.Expenses
        : Says(title, "income", "revenue", "sales", "turnover") ? StatementSection.Income
        : null;

    private static StatementSection? BalanceSheetSection(string title) =>
        Says(title, "liabilit", "creditor") ? StatementSection.Liabilities
        : Says(title, "equity", "capital and reserves") ? StatementSection.Equity
        : Says(title, "asset") ? StatementSection.Assets
        : null;

    private static bool Says(string title, params string[] words) => words.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static XeroTableLine? Computed(XeroTable table, string name) =>
        table.Groups.SelectMany(group => group.Lines.Append(group.Total)).FirstOrDefault(line => name.Equals(line?.Name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Groups with accounts, each in its section. Groups without a title hold only what Xero sums up.</summary>
    private static ILookup<StatementSection, XeroGroup> Placed(XeroTable table, Func<string, StatementSection?> sectionOf, StatementSection first)
    {
        var section = first;
        var placed = new List<(StatementSection Section, XeroGroup Group)>();
        foreach (var group in table.Groups.Where(group => group.Title.Length > 0))
        {
            section = sectionOf(group.Title) ?? section;
            if (group.Lines.Count > 0)
                placed.Add((section, group));
        }

        return placed.ToLookup(one => one.Section, one => one.Group);
    }

    /// <summary>The section's total, the groups where there are several, and their lines.</summary>
    private static IEnumerable<Printed> Section(ILookup<StatementSection, XeroGroup> groups, StatementSection section, XeroTableLine? total, int column)
    {
        var own = groups[section].ToList();
        if (own.Count == 0)
            yield break;
        var single = own.Count == 1 && section is not (StatementSection.Assets or StatementSection.Liabilities);
        var sums = own.ConvertAll(group => group.Total?.Amounts[column] ?? group.Lines.Sum(line => line.Amounts[column]));
        var amount = total?.Amounts[column] ?? sums.Sum();
        var below = single ? own[0].Lines.Sum(line => line.Amounts[column]) : sums.Sum();
        yield return new Printed(section, 0, null, single ? own[0].Title : null, amount, amount - below);
        foreach (var (group, sum) in own.Zip(sums))
        {
            if (!single)
                yield return new Printed(section, 1, null, group.Title, sum, sum - group.Lines.Sum(line => line.Amounts[column]));
            foreach (var line in group.Lines)
                yield return new Printed(section, single ? 1 : 2, line.AccountId, line.Name, line.Amounts[column], line.Amounts[column]);
        }
    }

    private static IEnumerable<Printed> Single(StatementSection section, XeroTableLine? line, int column) =>
        line is null ? [] : [new Printed(section, 0, null, line.Name, line.Amounts[column], line.Amounts[column])];

    private static IEnumerable<StatementRow> Numbered(DateOnly? from, DateOnly to, IEnumerable<Printed> lines) => lines.Select((line, index) => new StatementRow(
        from, to, line.Section, index + 1, line.Level, line.AccountId, line.Name, line.Amount, line.OwnAmount, Currency: null));

    private sealed record Printed(StatementSection Section, int Level, string? AccountId, string? Name, decimal Amount, decimal OwnAmount);
}
