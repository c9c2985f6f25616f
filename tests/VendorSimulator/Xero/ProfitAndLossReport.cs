using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;
using static VendorSimulator.Xero.XeroReport;

namespace VendorSimulator.Xero;

/// <summary>The profit and loss of some spans of days, the newest first.</summary>
internal static class ProfitAndLossReport
{
    public static XeroReport Of(CompanyBooks books, IReadOnlyList<(DateOnly From, DateOnly To)> spans, TimeProvider clock)
    {
        var columns = spans.Select(span => Statements.Movements(books, span.From, span.To)).ToList();
        var report = new XeroReport(
            "Profit and Loss", "ProfitAndLoss", books.Profile.Name, $"{LongDay(spans[0].From)} to {LongDay(spans[0].To)}", clock);
        report.Header(spans.Select(span => ShortDay(span.To)).Prepend(""));

        var income = Group(report, books, columns, "Income", "Total Income", Section.Income);
        var cost = Group(report, books, columns, "Less Cost of Sales", "Total Cost of Sales", Section.CostOfSales);
        var gross = Less(income, cost);
        report.Section("", Row("Gross Profit", null, Texts(gross)));
        var other = Group(report, books, columns, "Plus Other Income", "Total Other Income", Section.OtherIncome);
        var expenses = Group(
            report, books, columns, "Less Operating Expenses", "Total Operating Expenses", Section.Expenses, Section.OtherExpenses);
        report.Section("", Row("Net Profit", null, Texts(Less(gross, Less(expenses, other)))));
        return report;
    }

    private static long[] Group(
        XeroReport report, CompanyBooks books, List<Dictionary<string, long>> columns, string title, string total, params Section[] sections)
    {
        var lines = Lines(books, columns, sections);
        var totals = Totals(lines, columns.Count);
        if (lines.Count > 0)
            report.Section(title, [.. lines.Select(line => Row(line.Account.Name, line.Account.Id, Texts(line.Amounts))), Summary(total, Texts(totals))]);
        return totals;
    }

    private static long[] Less(long[] from, long[] taken) => [.. from.Zip(taken, (one, other) => one - other)];
}
