using VendorSimulator.Books;

namespace VendorSimulator.Xero;

/// <summary>The organisation itself and its chart of accounts.</summary>
internal static class OrganisationEndpoints
{
    private static readonly NeedsScope Settings = new("accounting.settings", "accounting.settings.read");

    public static void MapOrganisation(this RouteGroupBuilder accounting)
    {
        accounting.MapGet("/Organisation", (HttpContext context, XeroBooks books, TimeProvider clock) =>
            XeroJson.Answer(clock, "Organisations", new[] { Shape(books.Of(context)) })).WithMetadata(Settings);
        accounting.MapGet("/Accounts", Accounts).WithMetadata(Settings);
    }

    private static IResult Accounts(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var read = books.Of(context);
        var fields = new Dictionary<string, Func<Account, object?>>
        {
            ["Code"] = XeroAccounts.CodeOf,
            ["Name"] = account => account.Name,
            ["Type"] = XeroAccounts.TypeOf,
            ["Class"] = XeroAccounts.ClassOf,
            ["Status"] = _ => "ACTIVE",
        };
        return XeroQuery.Read(context.Request, read.Chart.All, fields, _ => read.Start.ToDateTime(TimeOnly.MinValue), out var problem) is { } accounts
            ? XeroJson.Answer(clock, "Accounts", accounts.Select(account => XeroAccounts.Shape(account, read)))
            : problem!;
    }

    private static object Shape(CompanyBooks books)
    {
        var profile = books.Profile;
        var yearEnd = books.FinancialYearOf(books.LastDate).AddDays(-1);
        return new
        {
            OrganisationID = profile.Id,
            profile.Name,
            LegalName = profile.Name,
            PaysTax = true,
            Version = profile.Country.Code == "GB" ? "UK" : "GLOBAL",
            OrganisationType = "COMPANY",
            BaseCurrency = books.Currency,
            CountryCode = profile.Country.Code,
            IsDemoCompany = false,
            OrganisationStatus = "ACTIVE",
            TaxNumber = $"{profile.Country.TaxPrefix}{profile.Id.ToString("N")[^9..]}",
            FinancialYearEndDay = yearEnd.Day,
            FinancialYearEndMonth = yearEnd.Month,
            SalesTaxBasis = "ACCRUALS",
            SalesTaxPeriod = "QUARTERLY",
            // What lies before the year that is open can no longer change.
            EndOfYearLockDate = XeroJson.Day(yearEnd),
            CreatedDateUTC = XeroJson.Day(books.Start),
            OrganisationEntityType = "COMPANY",
            Timezone = TimezoneOf(profile.Country.Code),
            ShortCode = $"!{profile.Id.ToString("N")[^5..]}",
            Edition = "BUSINESS",
            Class = "PREMIUM",
            Addresses = new[] { new { AddressType = "STREET", profile.Country.City, Country = profile.Country.Name } },
            Phones = Array.Empty<object>(),
            ExternalLinks = Array.Empty<object>(),
        };
    }

    private static string TimezoneOf(string country) => country switch
    {
        "GB" => "GMTSTANDARDTIME",
        "GR" => "GTBSTANDARDTIME",
        "BG" => "FLESTANDARDTIME",
        "PL" => "CENTRALEUROPEANSTANDARDTIME",
        "DE" or "NL" or "LU" => "WEUROPESTANDARDTIME",
        _ => "ROMANCESTANDARDTIME",
    };
}
