namespace DataRefresh.Statements;

/// <summary>Some months in a row as one column.</summary>
internal sealed class StatementGroup
{
    private readonly bool isBalanceSheet;
    private readonly List<int> periods;

    public StatementGroup(Statement statement, DateOnly first, int months, DateOnly readUntil)
    {
        var end = first.AddMonths(months).AddDays(-1);
        isBalanceSheet = statement.IsBalanceSheet;
        periods = [.. Enumerable.Range(0, statement.Periods.Count).Where(at => statement.Periods[at].To >= first && statement.Periods[at].To <= end)];
        var to = periods.Count == 0 ? end : statement.Periods[periods[^1]].To;

        // A balance sheet needs the last day of the months only; a profit and loss needs each of them.
        var missing = periods.Count == 0 ? months
            : isBalanceSheet ? FinancialYears.MonthsBetween(to, end)
            : months - periods.Select(at => FinancialYears.MonthOf(statement.Periods[at].To)).Distinct().Count();
        Column = new StatementColumn(first, to, months, missing, periods.Count > 0 && to > readUntil ? readUntil : null);
    }

    public StatementColumn Column { get; }

    /// <summary>Months of a profit and loss are summed; of a balance sheet the last day counts.</summary>
    public decimal? Of(StatementLine line)
    {
        if (isBalanceSheet)
            return periods.Count == 0 ? null : line.Amounts[periods[^1]];
        return periods.Aggregate((decimal?)null, (sum, at) => line.Amounts[at] is { } amount ? (sum ?? 0) + amount : sum);
    }
}

/// <summary>One column of a statement.</summary>
/// <param name="From">First day of its months.</param>
/// <param name="To">Last day for which there is anything: the day of a balance sheet.</param>
/// <param name="Months">How many it should hold.</param>
/// <param name="Missing">How many of them the package did not give.</param>
/// <param name="ReadUntil">Last day that was read, where its last month was not over then.</param>
public sealed record StatementColumn(DateOnly From, DateOnly To, int Months, int Missing, DateOnly? ReadUntil)
{
    public bool IsWhole => Missing == 0 && ReadUntil is null;

    /// <summary>Nothing at all was given for it.</summary>
    public bool IsEmpty => Missing == Months;
}
