using System.Globalization;
using VendorSimulator.Books;
using VendorSimulator.Codat.Contracts;
using static VendorSimulator.Codat.CodatJson;

namespace VendorSimulator.Codat;

/// <summary>Aged debtors and aged creditors.</summary>
internal static class AgeingEndpoints
{
    public static void MapAgeing(this RouteGroupBuilder codat)
    {
        codat.MapGet("/companies/{companyId:guid}/reports/agedDebtor", (HttpContext context, Guid companyId, CodatReader reader, TimeProvider clock) =>
            reader.WithReport(context, companyId, "agedDebtor", "invoices", books => Answer(
                context, clock, books, books.Invoices, (aged, name) =>
                    new AgedDebtorDto(aged.Party.Id, aged.Party.Name, Amounts(books, aged, name)), "Invoices")));
        codat.MapGet("/companies/{companyId:guid}/reports/agedCreditor", (HttpContext context, Guid companyId, CodatReader reader, TimeProvider clock) =>
            reader.WithReport(context, companyId, "agedCreditor", "bills", books => Answer(
                context, clock, books, books.Bills, (aged, name) =>
                    new AgedCreditorDto(aged.Party.Id, aged.Party.Name, Amounts(books, aged, name)), "Bills")));
        MapAvailable(codat, "agedDebtor", "invoices");
        MapAvailable(codat, "agedCreditor", "bills");
    }

    private static void MapAvailable(RouteGroupBuilder codat, string report, string dataType) =>
        codat.MapGet($"/companies/{{companyId:guid}}/reports/{report}/available", (HttpContext context, Guid companyId, CodatReader reader) =>
            reader.WithCompany(context, companyId, company => Results.Json(reader.IsAvailable(company, dataType))));

    private static IResult Answer<T>(
        HttpContext context,
        TimeProvider clock,
        CompanyBooks books,
        IReadOnlyList<TradeDocument> documents,
        Func<AgedParty, string, T> map,
        string detail)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var query = context.Request.Query;
        var reportDate = DateOnly.FromDateTime(now);
        if (query["reportDate"].ToString() is { Length: > 0 } asked
            && !DateOnly.TryParseExact(asked.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out reportDate))
            return CodatError.BadRequest("reportDate must be a date as yyyy-MM-dd.");
        if (!TryNumber(query["numberOfPeriods"], 4, 120, out var periods))
            return CodatError.BadRequest("numberOfPeriods must be a whole number from 1 to 120.");
        if (!TryNumber(query["periodLengthDays"], 30, 366, out var days))
            return CodatError.BadRequest("periodLengthDays must be a whole number from 1 to 366.");

        // Before the books began nothing is known, so nothing is outstanding.
        var aged = reportDate < books.Start ? [] : Ageing.Of(documents, reportDate, periods, days);
        return Results.Json(new AgedReportDto<T>(Moment(now), Day(reportDate), [.. aged.Select(party => map(party, detail))]));
    }

    private static IReadOnlyList<AgedCurrencyDto> Amounts(CompanyBooks books, AgedParty aged, string detail) =>
        [new AgedCurrencyDto(books.Currency, [.. aged.Buckets.Select(bucket => new AgedAmountDto(
            Day(bucket.From), Day(bucket.To), Money(bucket.Amount), [new AgedDetailDto(detail, Money(bucket.Amount))]))])];

    private static bool TryNumber(string? text, int standard, int most, out int number)
    {
        number = standard;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most);
    }
}
