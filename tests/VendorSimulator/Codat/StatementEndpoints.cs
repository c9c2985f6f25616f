using System.Globalization;
using VendorSimulator.Books;
using VendorSimulator.Codat.Contracts;
using static VendorSimulator.Codat.CodatJson;

namespace VendorSimulator.Codat;

/// <summary>Balance sheet and profit and loss, newest period first.</summary>
internal static class StatementEndpoints
{
    private const int MostPeriods = 240;

    public static void MapStatements(this RouteGroupBuilder codat)
    {
        codat.MapGet("/companies/{companyId:guid}/data/financials/balanceSheet", (HttpContext context, Guid companyId, CodatReader reader) =>
            reader.WithData(context, companyId, "balanceSheet", books => Answer(context, books, BalanceSheets)));
        codat.MapGet("/companies/{companyId:guid}/data/financials/profitAndLoss", (HttpContext context, Guid companyId, CodatReader reader) =>
            reader.WithData(context, companyId, "profitAndLoss", books => Answer(context, books, ProfitAndLosses)));
    }

    private static IResult Answer(
        HttpContext context, CompanyBooks books, Func<CompanyBooks, IReadOnlyList<(DateOnly From, DateOnly To)>, object> write)
    {
        if (!TryNumber(context, "periodLength", out var length) || length > 12)
            return CodatError.BadRequest("periodLength must be a whole number of months from 1 to 12.");
        if (!TryNumber(context, "periodsToCompare", out var count))
            return CodatError.BadRequest($"periodsToCompare must be a whole number from 1 to {MostPeriods}.");

        var latest = MonthOf(books.LastDate);
        if (context.Request.Query["startMonth"].ToString() is { Length: > 0 } start)
        {
            if (!DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asked))
                return CodatError.BadRequest("startMonth must be a date.");
            latest = MonthOf(DateOnly.FromDateTime(asked.Date));
        }

        // Codat starts at the given month and goes back in time; it has nothing from before the books began.
        var periods = Enumerable.Range(0, count)
            .Select(index => latest.AddMonths(-index * length))
            .Select(last => (From: last.AddMonths(1 - length), To: last.AddMonths(1).AddDays(-1)))
            .Where(period => period.To >= books.Start && period.From <= books.LastDate)
            .ToList();
        return Results.Json(write(books, periods));
    }

    private static BalanceSheetsDto BalanceSheets(CompanyBooks books, IReadOnlyList<(DateOnly From, DateOnly To)> periods) => new(
        books.Currency,
        [.. periods.Select(period => StatementMapper.BalanceSheet(books, period.To))],
        Day(MonthOf(books.LastDate)),
        Day(books.Start));

    private static ProfitAndLossesDto ProfitAndLosses(CompanyBooks books, IReadOnlyList<(DateOnly From, DateOnly To)> periods) => new(
        [.. periods.Select(period => StatementMapper.ProfitAndLoss(books, period.From, period.To))],
        "Accrual",
        books.Currency,
        Day(MonthOf(books.LastDate)),
        Day(books.Start));

    private static bool TryNumber(HttpContext context, string name, out int number) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number is >= 1 and <= MostPeriods;

    private static DateOnly MonthOf(DateOnly date) => new(date.Year, date.Month, 1);
}
