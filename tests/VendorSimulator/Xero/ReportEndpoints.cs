using System.Globalization;
using VendorSimulator.Books;

namespace VendorSimulator.Xero;

/// <summary>Trial balance, balance sheet, and profit and loss.</summary>
internal static class ReportEndpoints
{
    /// <summary>What Xero refuses: a profit and loss over more than a year.</summary>
    private const int MostDays = 366;

    public static void MapReports(this RouteGroupBuilder accounting)
    {
        accounting.MapGet("/Reports/TrialBalance", TrialBalance)
            .WithMetadata(new NeedsScope("accounting.reports.read", "accounting.reports.trialbalance.read"));
        accounting.MapGet("/Reports/BalanceSheet", BalanceSheet).WithMetadata(new NeedsScope(
            "accounting.reports.read", "accounting.reports.balancesheet.read", "accounting.reports.balancesheets.read"));
        accounting.MapGet("/Reports/ProfitAndLoss", ProfitAndLoss)
            .WithMetadata(new NeedsScope("accounting.reports.read", "accounting.reports.profitandloss.read"));
    }

    private static IResult TrialBalance(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var query = context.Request.Query;
        if (!TryDay(query, "date", Today(clock), out var date) || IsCash(query))
            return Invalid("date is a day, and only accrual figures are simulated.");

        return TrialBalanceReport.Of(books.Of(context), date, clock).Answer();
    }

    private static IResult BalanceSheet(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var query = context.Request.Query;
        if (!TryDay(query, "date", Today(clock), out var date) || !TryPeriods(query, out var periods, out var months) || IsCash(query))
            return Invalid("date is a day, periods 1 to 12, timeframe MONTH, QUARTER or YEAR.");

        // Xero shows whole months: any day of a month stands for its last one. Unasked it compares with a year before.
        var last = EndOfMonth(date);
        var ends = periods == 0
            ? [last, EndOfMonth(last.AddYears(-1))]
            : Enumerable.Range(0, periods + 1).Select(index => EndOfMonth(FirstOfMonth(last).AddMonths(-index * months))).ToList();
        return BalanceSheetReport.Of(books.Of(context), ends, clock).Answer();
    }

    private static IResult ProfitAndLoss(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var query = context.Request.Query;
        var month = FirstOfMonth(Today(clock));
        if (!TryDay(query, "fromDate", month, out var from)
            || !TryDay(query, "toDate", EndOfMonth(from), out var to)
            || !TryPeriods(query, out var periods, out var months)
            || IsCash(query))
            return Invalid("fromDate and toDate are days, periods 1 to 12, timeframe MONTH, QUARTER or YEAR.");
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
            return Invalid("The period must be in order and no longer than 365 days.");

        var spans = Enumerable.Range(0, periods + 1)
            .Select(index => (From: from.AddMonths(-index * months), To: Back(to, index * months)))
            .ToList();
        return ProfitAndLossReport.Of(books.Of(context), spans, clock).Answer();
    }

    private static IResult Invalid(string message) => XeroError.BadRequest("ValidationException", message);

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static DateOnly FirstOfMonth(DateOnly date) => new(date.Year, date.Month, 1);

    private static DateOnly EndOfMonth(DateOnly date) => FirstOfMonth(date).AddMonths(1).AddDays(-1);

    private static DateOnly Back(DateOnly date, int months) =>
        date == EndOfMonth(date) ? EndOfMonth(FirstOfMonth(date).AddMonths(-months)) : date.AddMonths(-months);

    private static bool IsCash(IQueryCollection query) => query["paymentsOnly"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool TryDay(IQueryCollection query, string name, DateOnly standard, out DateOnly day)
    {
        day = standard;
        return query[name].ToString() is not { Length: > 0 } text
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static bool TryPeriods(IQueryCollection query, out int periods, out int months)
    {
        periods = 0;
        months = query["timeframe"].ToString() switch
        {
            "" or "MONTH" => 1,
            "QUARTER" => 3,
            "YEAR" => 12,
            _ => 0,
        };
        return months > 0
            && (query["periods"].ToString() is not { Length: > 0 } text
                || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out periods) && periods is >= 1 and <= 12));
    }
}
