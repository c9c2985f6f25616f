using System.Globalization;
using DataRefresh.Snapshots;
using DataRefresh.Statements;
using static DataRefresh.Snapshots.StatementSection;

namespace DataRefresh.Tests.Statements;

public sealed class StatementTests
{
    private static readonly DateOnly Late = new(2030, 1, 1);

    [Fact]
    public void Months_of_a_group_are_summed_on_a_profit_and_loss_and_an_absent_amount_is_not_nought()
    {
        var rows = Month(2026, 1, (Income, 0, null, "Income", 30), (Income, 1, "a", "Sales", 30))
            .Concat(Month(2026, 2, (Income, 0, null, "Income", 12), (Income, 1, "a", "Sales", 10), (Income, 1, "b", "Grants", 2)))
            .Concat(Month(2026, 3, (Income, 0, null, "Income", 5), (Income, 1, "a", "Sales", 5)));

        var quarter = Figures(rows, StatementBy.Quarters);
        Assert.Equal((3, 0, true), (quarter.Columns.Single().Months, quarter.Columns.Single().Missing, quarter.Columns.Single().IsWhole));
        Assert.Equal(["Income 47", "Sales 45", "Grants 2"], Print(quarter));
        Assert.Equal(["Income 5 12 30", "Sales 5 10 30", "Grants – 2 –"], Print(Figures(rows, StatementBy.Months)));
    }

    [Fact]
    public void A_balance_sheet_takes_the_last_day_of_a_group()
    {
        var rows = Day(2025, 12, (Assets, 0, null, "Assets", 7), (Assets, 1, "gone", "Old car", 7))
            .Concat(Day(2026, 1, (Assets, 0, null, "Assets", 100), (Assets, 1, "bank", "Bank", 100)))
            .Concat(Day(2026, 2, (Assets, 0, null, "Assets", 90), (Assets, 1, "bank", "Bank", 90)));

        var years = Figures(rows, StatementBy.Years);

        Assert.Equal(["Assets 90 7", "Old car – 7", "Bank 90 –"], Print(years));
        Assert.Equal([(new DateOnly(2026, 2, 28), 10, false), (new DateOnly(2025, 12, 31), 0, true)], years.Columns.Select(c => (c.To, c.Missing, c.IsWhole)));
    }

    [Fact]
    public void A_line_of_older_months_only_stands_behind_the_one_it_followed_there()
    {
        var rows = Month(2026, 1, (Expenses, 0, null, "Costs", 6), (Expenses, 1, "x", "First", 1), (Expenses, 1, "a", "Rent", 1), (Expenses, 1, "b", "Fuel", 2), (Expenses, 1, "c", "Wages", 2))
            .Concat(Month(2026, 2, (Expenses, 0, null, "Costs", 3), (Expenses, 1, "a", "Rent", 1), (Expenses, 1, "d", "Food", 1), (Expenses, 1, "c", "Wages", 1)));

        Assert.Equal(["Costs", "First", "Rent", "Fuel", "Food", "Wages"], Figures(rows, StatementBy.Years).Lines.Select(l => l.Name));
    }

    [Fact]
    public void Headings_of_one_name_under_different_parents_stay_two_and_so_do_equal_names_side_by_side()
    {
        (StatementSection, int, string?, string?, decimal)[] lines =
        [
            (Assets, 0, null, "Assets", 15), (Assets, 1, null, "Current", 10), (Assets, 2, null, "Other", 10), (Assets, 3, "a", "Till", 10),
            (Assets, 1, null, "Fixed", 5), (Assets, 2, null, "Other", 2), (Assets, 2, null, "Other", 3),
        ];
        var figures = Figures(Day(2026, 1, lines).Concat(Day(2026, 2, lines)), StatementBy.Months);

        Assert.Equal(
            ["0 Assets 15 15", "1 Current 10 10", "2 Other 10 10", "3 Till 10 10", "1 Fixed 5 5", "2 Other 2 2", "2 Other 3 3"],
            figures.Lines.Zip(Print(figures), (line, text) => $"{line.Level} {text}"));
        Assert.Equal([true, true, true, false, true, false, false], figures.Lines.Select(l => l.HasLines));
    }

    [Fact]
    public void A_renamed_account_is_one_line_with_its_newest_name_and_one_that_moved_is_shown_in_both_places()
    {
        var rows = Day(2026, 1, (Assets, 0, null, "Assets", 3), (Assets, 1, "a", "Bank (old)", 3), (Liabilities, 0, null, "Liabilities", 0))
            .Concat(Day(2026, 2, (Assets, 0, null, "Assets", 4), (Assets, 1, "a", "Bank", 4), (Liabilities, 0, null, "Liabilities", 0)))
            .Concat(Day(2026, 3, (Assets, 0, null, "Assets", 0), (Liabilities, 0, null, "Liabilities", 2), (Liabilities, 1, "a", "Bank", 2)));

        Assert.Equal(["Assets 0 4 3", "Bank – 4 3", "Liabilities 2 0 0", "Bank 2 – –"], Print(Figures(rows, StatementBy.Months)));
    }

    [Fact]
    public void Missing_months_are_columns_of_their_own_and_make_their_group_incomplete()
    {
        var rows = Month(2026, 1, (Income, 0, null, "Income", 1)).Concat(Month(2026, 4, (Income, 0, null, "Income", 2)));

        var months = Figures(rows, StatementBy.Months);
        Assert.Equal([false, true, true, false], months.Columns.Select(c => c.IsEmpty));
        Assert.Equal(["Income 2 – – 1"], Print(months));
        Assert.Equal([(3, 2), (3, 2)], Figures(rows, StatementBy.Quarters).Columns.Select(c => (c.Months, c.Missing)));
    }

    [Fact]
    public void A_section_that_some_months_lack_and_lines_without_their_section_are_kept()
    {
        var rows = Month(2026, 1, (Income, 0, null, "Income", 5), (OtherIncome, 0, null, "Other", 1), (OtherIncome, 1, "i", "Interest", 1), (NetProfit, 0, null, null, 6))
            .Concat(Month(2026, 2, (Income, 0, null, "Income", 5), (Expenses, 2, "e", "Wages", 4), (NetProfit, 0, null, null, 1)));

        var figures = Figures(rows, StatementBy.Months);
        Assert.Equal(["Income 5 5", "Other – 1", "Interest – 1", "Wages 4 –", " 1 6"], Print(figures));
        Assert.Equal([0, 0, 1, 1, 0], figures.Lines.Select(l => l.Level));
    }

    [Fact]
    public void The_year_so_far_is_compared_with_the_same_months_of_the_year_before()
    {
        // The year begins in April; September is not over.
        var rows = Enumerable.Range(0, 18).SelectMany(n => Month(2025 + ((3 + n) / 12), ((3 + n) % 12) + 1, (Income, 0, null, "Income", n < 12 ? 10 : 15), (Income, 1, n < 12 ? "old" : "new", n < 12 ? "Old" : "New", n < 12 ? 10 : 15)));

        var figures = Figures(rows, StatementBy.Comparison, new DateOnly(2026, 9, 12), yearStart: 4);

        Assert.Equal([(new DateOnly(2026, 4, 1), new DateOnly(2026, 8, 31)), (new DateOnly(2025, 4, 1), new DateOnly(2025, 8, 31))], figures.Columns.Select(c => (c.From, c.To)));
        Assert.Equal((true, new DateOnly(2026, 9, 30)), (figures.Compares, figures.LeftOut));
        Assert.Equal(["Income 75 50", "Old – 50", "New 75 –"], Print(figures));
        Assert.Equal([(25m, 0.5m), (75m, null), (-50m, -1m)], figures.Lines.OrderBy(l => l.Name).Select(l => (l.Difference!.Value, l.Change)));
    }

    [Fact]
    public void Only_months_that_both_years_have_are_compared()
    {
        var rows = Month(2025, 3, (Income, 0, null, "Income", 10)).Concat(Month(2026, 1, (Income, 0, null, "Income", 1)))
            .Concat(Month(2026, 2, (Income, 0, null, "Income", 2))).Concat(Month(2026, 3, (Income, 0, null, "Income", 4)));

        var figures = Figures(rows, StatementBy.Comparison);

        Assert.Equal((true, true, 1), (figures.Compares, figures.IsShortened, figures.Columns[0].Months));
        Assert.Equal(["Income 4 10"], Print(figures));
        Assert.Equal(-6, figures.Lines[0].Difference);
    }

    [Fact]
    public void What_is_not_whole_is_not_compared()
    {
        var rows = Month(2025, 2, (Income, 0, null, "Income", 10)).Concat(Month(2026, 1, (Income, 0, null, "Income", 1)))
            .Concat(Month(2026, 2, (Income, 0, null, "Income", 1))).Concat(Month(2026, 3, (Income, 0, null, "Income", 1)));

        var figures = Figures(rows, StatementBy.Comparison);

        Assert.Equal((false, false, 2), (figures.Compares, figures.IsShortened, figures.Columns[1].Missing));
        Assert.Equal((null, null), (figures.Lines[0].Difference, figures.Lines[0].Change));
        Assert.Equal(["Income 3 10"], Print(figures));
    }

    [Fact]
    public void A_change_is_seen_from_the_size_of_the_older_amount()
    {
        var rows = Month(2025, 1, (NetProfit, 0, null, null, -100)).Concat(Month(2026, 1, (NetProfit, 0, null, null, 50)));

        var line = Figures(rows, StatementBy.Comparison).Lines.Single();

        Assert.Equal((150m, 1.5m), (line.Difference, line.Change));
    }

    [Fact]
    public void The_running_month_says_until_when_it_was_read()
    {
        var read = new DateOnly(2026, 2, 10);
        var rows = Month(2026, 1, (Income, 0, null, "Income", 1)).Concat(Month(2026, 2, (Income, 0, null, "Income", 1)));

        Assert.Equal([read, null], Figures(rows, StatementBy.Months, read).Columns.Select(c => c.ReadUntil));
        Assert.Equal((10, false), (Figures(rows, StatementBy.Years, read).Columns[0].Missing, Figures(rows, StatementBy.Years, read).Columns[0].IsWhole));
    }

    [Theory]
    [InlineData("2001-01-01", "2026-03-31", "2026-01-01", "2026-01-01")]
    [InlineData("2001-04-06", "2026-03-31", "2025-04-01", "2026-01-01")]
    [InlineData("2000-02-29", "2026-03-01", "2026-03-01", "2026-03-01")]
    [InlineData("2001-10-01", "2026-09-30", "2025-10-01", "2026-07-01")]
    [InlineData(null, "2026-05-05", "2026-01-01", "2026-04-01")]
    public void Financial_years_and_their_quarters_are_whole_months(string? start, string day, string year, string quarter)
    {
        var years = new FinancialYears(new OrganisationRow("A", null, null, null, null, start is null ? null : Iso(start), null));

        Assert.Equal((Iso(year), Iso(quarter)), (years.YearOf(Iso(day)), years.QuarterOf(Iso(day))));
    }

    [Fact]
    public void An_empty_statement_has_no_columns() => Assert.Empty(Figures([], StatementBy.Comparison).Columns);

    private static DateOnly Iso(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static StatementFigures Figures(IEnumerable<StatementRow> rows, StatementBy by, DateOnly? readUntil = null, int yearStart = 1) => StatementFigures.Of(
        Statement.Of([.. rows]), by, new FinancialYears(new OrganisationRow("A", null, null, null, "EUR", new DateOnly(2001, yearStart, 1), null)), readUntil ?? Late);

    private static List<string> Print(StatementFigures figures) =>
        [.. figures.Lines.Select(line => $"{line.Name} {string.Join(' ', line.Amounts.Select(a => a is null ? "–" : $"{a:0}"))}")];

    private static IEnumerable<StatementRow> Month(int year, int month, params (StatementSection Section, int Level, string? Account, string? Name, decimal Amount)[] lines) =>
        lines.Select((line, at) => new StatementRow(
            new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)), line.Section, at + 1, line.Level, line.Account, line.Name, line.Amount, 0, "EUR"));

    private static IEnumerable<StatementRow> Day(int year, int month, params (StatementSection Section, int Level, string? Account, string? Name, decimal Amount)[] lines) =>
        Month(year, month, lines).Select(row => row with { From = null });
}
