namespace VendorSimulator.Companies;

/// <summary>An accounting package a company can be linked through, by the ids Codat gives its integrations.</summary>
internal sealed record AccountingPackage(string Key, string Name, Guid IntegrationId, Guid SourceId)
{
    public static readonly IReadOnlyList<AccountingPackage> All =
    [
        Make("qhyg", "QuickBooks Online", 1),
        Make("gbol", "Xero", 2),
        Make("rwuv", "Sage Business Cloud Accounting", 3),
        Make("fbrh", "FreeAgent", 4),
        Make("pqsw", "Exact Online", 5),
    ];

    /// <summary>Finds a package by key, name or the start of its name ("Sage", "Exact").</summary>
    public static AccountingPackage? Find(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : All.FirstOrDefault(package => package.Key == text)
            ?? All.FirstOrDefault(package => package.Name.StartsWith(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static AccountingPackage Make(string key, string name, int number) => new(
        key,
        name,
        Guid.ParseExact($"c0da7001-0000-4000-8000-{number:D12}", "D"),
        Guid.ParseExact($"c0da7002-0000-4000-8000-{number:D12}", "D"));
}
