using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;
using static VendorSimulator.Xero.XeroReport;

namespace VendorSimulator.Xero;

/// <summary>The balance sheet at the ends of some months, the newest first.</summary>
internal static class BalanceSheetReport
{
    public static XeroReport Of(CompanyBooks books, IReadOnlyList<DateOnly> ends, TimeProvider clock)
    {
        var columns = ends.Select(end => Statements.Balances(books, end)).ToList();
        var report = new XeroReport("Balance Sheet", "BalanceSheet", books.Profile.Name, $"As at {LongDay(ends[0])}", clock);
        report.Header(ends.Select(ShortDay).Prepend(""));

        report.Section("Assets");
        var assets = Sum(
            Group(report, books, columns, "Bank", Section.Bank),
            Group(report, books, columns, "Current Assets", Section.CurrentAssets),
            Group(report, books, columns, "Fixed Assets", Section.FixedAssets));
        report.Section("", Summary("Total Assets", Texts(assets)));

        report.Section("Liabilities");
        var liabilities = Sum(
            Group(report, books, columns, "Current Liabilities", Section.CurrentLiabilities),
            Group(report, books, columns, "Non-Current Liabilities", Section.LongTermLiabilities));
        report.Section("", Summary("Total Liabilities", Texts(liabilities)));
        report.Section("", Row("Net Assets", null, Texts(assets.Zip(liabilities, (asset, liability) => asset - liability))));

        Equity(report, books, columns, ends);
        return report;
    }

    private static void Equity(XeroReport report, CompanyBooks books, List<Dictionary<string, long>> columns, IReadOnlyList<DateOnly> ends)
    {
        var results = columns.Select(column => Statements.Result(books, column)).ToArray();
        var lines = Lines(books, columns, Section.Equity);
        report.Section("Equity", [
            RowOfDays("Current Year Earnings", results.Zip(ends, (result, end) => (Shown(result), books.FinancialYearOf(end), end))),
            .. lines.Select(line => Row(line.Account.Name, line.Account.Id, Texts(line.Amounts))),
            Summary("Total Equity", Texts(Sum(results, Totals(lines, columns.Count)))),
        ]);
    }

    private static long[] Group(
        XeroReport report, CompanyBooks books, List<Dictionary<string, long>> columns, string title, Section section)
    {
        var lines = Lines(books, columns, section);
        var totals = Totals(lines, columns.Count);
        if (lines.Count > 0)
            report.Section(title, [.. lines.Select(line => Row(line.Account.Name, line.Account.Id, Texts(line.Amounts))), Summary($"Total {title}", Texts(totals))]);
        return totals;
    }

    private static long[] Sum(params long[][] parts) =>
        [.. Enumerable.Range(0, parts[0].Length).Select(column => parts.Sum(part => part[column]))];
}
