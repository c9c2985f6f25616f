using DataRefresh.Snapshots;

namespace DataRefresh.Statements;

/// <summary>A statement with the columns that were asked for, the newest first.</summary>
/// <param name="Currency">ISO 4217; null where the package does not say.</param>
/// <param name="IsShortened">Whether fewer months are compared than the financial year has had.</param>
/// <param name="LeftOut">Last day of a month that is not over and therefore not compared.</param>
public sealed record StatementFigures(
    StatementBy By,
    string? Currency,
    IReadOnlyList<StatementColumn> Columns,
    IReadOnlyList<StatementFigureLine> Lines,
    bool IsShortened,
    DateOnly? LeftOut)
{
    /// <summary>Whether the two columns can be compared: both are there in full.</summary>
    public bool Compares => By == StatementBy.Comparison && Columns.Count == 2 && Columns.All(column => column.IsWhole);

    /// <param name="readUntil">Last day that was read: a month that ends later is not over.</param>
    internal static StatementFigures Of(Statement statement, StatementBy by, FinancialYears years, DateOnly readUntil)
    {
        var columns = Groups(statement, by, years, readUntil).Select(group => new StatementGroup(statement, group.First, group.Months, readUntil)).ToList();
        var figures = new StatementFigures(by, statement.Currency, [.. columns.Select(column => column.Column)], [], false, null);
        return figures with
        {
            Lines = [.. statement.Lines.Select(line => Line(line, columns, figures.Compares)).Where(line => line.Amounts.Any(amount => amount is not null))],
            IsShortened = by == StatementBy.Comparison && columns.Count > 0 && columns[0].Column.From != years.YearOf(columns[0].Column.From),
            LeftOut = by == StatementBy.Comparison && statement.Periods.Count > 0 && statement.Periods[^1].To is var last && last > columns[0].Column.To ? last : null,
        };
    }

    // A line that one of two whole columns does not have adds nothing there: the differences must add up as the totals do.
    private static StatementFigureLine Line(StatementLine line, List<StatementGroup> columns, bool compares)
    {
        var amounts = columns.Select(column => column.Of(line)).ToList();
        var difference = compares && amounts.Any(amount => amount is not null) ? (amounts[0] ?? 0) - (amounts[1] ?? 0) : (decimal?)null;
        return new StatementFigureLine(
            line.Section, line.Level, line.AccountId, line.Name, line.HasLines, amounts, difference,
            difference is not null && amounts[1] is { } before and not 0 ? difference / Math.Abs(before) : null);
    }

    private static IEnumerable<(DateOnly First, int Months)> Groups(Statement statement, StatementBy by, FinancialYears years, DateOnly readUntil)
    {
        if (statement.Periods.Count == 0)
            return [];
        var (oldest, newest) = (statement.Periods[0].To, statement.Periods[^1].To);
        return by switch
        {
            StatementBy.Months => Every(FinancialYears.MonthOf, 1),
            StatementBy.Quarters => Every(years.QuarterOf, 3),
            StatementBy.Years => Every(years.YearOf, 12),
            _ => Compared(statement.Periods.LastOrDefault(period => period.To <= readUntil)?.To ?? newest),
        };

        bool IsGiven(DateOnly month) => statement.Periods.Any(period => FinancialYears.MonthOf(period.To) == month);

        // Without leaving any out: where the package gave nothing in between, an empty column says so.
        IEnumerable<(DateOnly, int)> Every(Func<DateOnly, DateOnly> groupOf, int months)
        {
            for (var (first, end) = (groupOf(newest), groupOf(oldest)); first >= end; first = first.AddMonths(-months))
                yield return (first, months);
        }

        IEnumerable<(DateOnly, int)> Compared(DateOnly until)
        {
            // Where the package gave less of the year before, the months that both years have are compared.
            var (year, month) = (years.YearOf(until), FinancialYears.MonthOf(until));
            var first = Enumerable.Range(0, FinancialYears.MonthsBetween(year, month) + 1).Select(back => month.AddMonths(-back))
                .TakeWhile(start => IsGiven(start) && IsGiven(start.AddYears(-1))).LastOrDefault(year);
            first = statement.IsBalanceSheet ? year : first;
            var months = FinancialYears.MonthsBetween(first, month) + 1;
            return [(first, months), (first.AddYears(-1), months)];
        }
    }
}

/// <summary>One line of a statement.</summary>
/// <param name="Level">0 for a section's total.</param>
/// <param name="HasLines">Whether other lines stand under it, which are part of its amounts.</param>
/// <param name="Amounts">Along the columns, the natural side positive; null where the package printed none.</param>
/// <param name="Difference">The newer less the older; null where the two cannot be compared.</param>
/// <param name="Change">Of the older amount: 0.25 is a quarter more. Null where that is nought or missing.</param>
public sealed record StatementFigureLine(
    StatementSection Section,
    int Level,
    string? AccountId,
    string? Name,
    bool HasLines,
    IReadOnlyList<decimal?> Amounts,
    decimal? Difference,
    decimal? Change);
