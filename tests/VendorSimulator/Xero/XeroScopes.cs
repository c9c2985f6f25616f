namespace VendorSimulator.Xero;

/// <summary>The scopes an app may ask for, the broad ones and those that newer apps must use instead.</summary>
internal static class XeroScopes
{
    public const string Offline = "offline_access";

    public static readonly IReadOnlySet<string> Known = new HashSet<string>(StringComparer.Ordinal)
    {
        "openid", "profile", "email", Offline,
        "accounting.settings", "accounting.settings.read", "accounting.contacts", "accounting.contacts.read",
        "accounting.transactions", "accounting.transactions.read", "accounting.journals.read", "accounting.reports.read",
        "accounting.invoices", "accounting.invoices.read", "accounting.payments", "accounting.payments.read",
        "accounting.banktransactions", "accounting.banktransactions.read",
        "accounting.reports.trialbalance.read", "accounting.reports.balancesheet.read", "accounting.reports.balancesheets.read",
        "accounting.reports.profitandloss.read",
    };

    public static List<string> Read(string? text) =>
        [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}

/// <summary>Put on a resource: any one of these scopes opens it.</summary>
internal sealed record NeedsScope(params string[] AnyOf);
