using System.Globalization;
using DataRefresh.Snapshots;
using Microsoft.Extensions.Localization;
using SharedKernel.Ui;

namespace DataRefresh.Statements;

/// <summary>A statement as a picture over its months. A month that is not over would look like a fall, so it is left out.</summary>
internal static class StatementTrend
{
    private const int MostMonths = 25;

    public static TrendView? Of(Statement statement, DateOnly readUntil, IStringLocalizer<Text> words)
    {
        var whole = Enumerable.Range(0, statement.Periods.Count).Where(at => statement.Periods[at].To <= readUntil).ToList();
        if (whole.Count == 0)
            return null;

        // A month without a statement is a gap in the picture, and not a step.
        var last = FinancialYears.MonthOf(statement.Periods[whole[^1]].To);
        var first = FinancialYears.MonthOf(statement.Periods[whole[0]].To);
        if (first < last.AddMonths(1 - MostMonths))
            first = last.AddMonths(1 - MostMonths);
        var months = Enumerable.Range(0, FinancialYears.MonthsBetween(first, last) + 1).Select(first.AddMonths).ToList();
        var at = months.ConvertAll(month => whole.Where(index => FinancialYears.MonthOf(statement.Periods[index].To) == month).Select(index => (int?)index).LastOrDefault());

        return new TrendView(
            words[statement.IsBalanceSheet ? "Trend_BalanceSheet" : "Trend_ProfitAndLoss"],
            [.. months.Select(month => month.ToString("MMM yyyy", CultureInfo.CurrentCulture))],
            statement.IsBalanceSheet
                ?
                [
                    Sum("Section_Assets", StatementSection.Assets),
                    Sum("Section_Liabilities", StatementSection.Liabilities),
                    Sum("Section_Equity", StatementSection.Equity),
                ]
                :
                [
                    Sum("Trend_Income", StatementSection.Income, StatementSection.OtherIncome),
                    Sum("Trend_Expenses", StatementSection.CostOfSales, StatementSection.Expenses, StatementSection.OtherExpenses),
                    Sum("Section_NetProfit", StatementSection.NetProfit),
                ]);

        TrendSeries Sum(string name, params StatementSection[] sections)
        {
            var totals = statement.Lines.Where(line => line.Level == 0 && sections.Contains(line.Section)).ToList();
            return new TrendSeries(words[name], at.ConvertAll(index => index is null
                ? null
                : totals.Aggregate((decimal?)null, (sum, line) => line.Amounts[index.Value] is { } amount ? (sum ?? 0) + amount : sum)));
        }
    }
}
