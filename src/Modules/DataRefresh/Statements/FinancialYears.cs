using DataRefresh.Snapshots;

namespace DataRefresh.Statements;

/// <summary>
/// The organisation's financial years as whole months, because statements come by the month: a year that begins within a
/// month begins with the nearer first of one. Calendar years where the package does not say.
/// </summary>
internal sealed class FinancialYears(OrganisationRow? organisation)
{
    private readonly int firstMonth = organisation?.FinancialYearStart is { } start ? start.AddMonths(start.Day > 15 ? 1 : 0).Month : 1;

    /// <summary>First day of the year that holds the day.</summary>
    public DateOnly YearOf(DateOnly day) => new(day.Month >= firstMonth ? day.Year : day.Year - 1, firstMonth, 1);

    /// <summary>First day of the quarter of the financial year that holds the day.</summary>
    public DateOnly QuarterOf(DateOnly day)
    {
        var year = YearOf(day);
        return year.AddMonths(MonthsBetween(year, day) / 3 * 3);
    }

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    public static int MonthsBetween(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;
}
