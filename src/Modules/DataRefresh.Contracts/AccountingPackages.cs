namespace DataRefresh.Contracts;

/// <summary>An accounting package that a customer may use.</summary>
/// <param name="Code">Stable, stored with an engagement.</param>
/// <param name="Title">The package's own name; not translated.</param>
/// <param name="Connector">Code of the connector that reads it without any action by the customer, or null.</param>
public sealed record AccountingPackage(string Code, string Title, string? Connector)
{
    /// <summary>Whether an engagement with this package is online.</summary>
    public bool Online => Connector is not null;
}

/// <summary>The accounting packages that Data Refresh knows.</summary>
public static class AccountingPackages
{
    /// <summary>The connector that reads most packages.</summary>
    public const string Codat = "codat";

    /// <summary>The connector that reads Xero itself.</summary>
    public const string Xero = "xero";

    /// <summary>All packages, by title; the one for anything else comes last.</summary>
    public static IReadOnlyList<AccountingPackage> All { get; } =
    [
        new("exact-online", "Exact Online", Codat),
        new("freeagent", "FreeAgent", Codat),
        new("quickbooks-online", "QuickBooks Online", Codat),
        new("sage-accounting", "Sage Business Cloud Accounting", Codat),
        new("sage-bob", "Sage BOB 50", null),
        new("winbooks", "WinBooks", null),
        new("xero", "Xero", Xero),
        new("xero-codat", "Xero (Codat)", Codat),
        new("other", "…", null),
    ];

    /// <summary>The title of the package with this code, or the code itself.</summary>
    public static string TitleOf(string code) => Find(code)?.Title ?? code;

    /// <summary>The package with this code, or null.</summary>
    public static AccountingPackage? Find(string? code) => All.FirstOrDefault(p => p.Code == code);
}
