using DataRefresh.Connectors.OAuth;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// Section <c>Connectors:Xero</c>: the operator's app and where Xero is. The limits are Xero's published ones: 60 calls a
/// minute and 5 at once for an organisation, 10,000 a minute for an app; the daily 5,000 show as a long Retry-After.
/// </summary>
internal sealed record XeroOptions : VendorOptions
{
    private static readonly Uri XerosAuthority = new("https://identity.xero.com");

    public XeroOptions() => (CallsAtOncePerCompany, CallsPerMinute, CallsPerMinutePerCompany) = (5, 9_500, 60);

    public Uri ApiBaseUrl { get; init; } = new("https://api.xero.com");

    public Uri Authority { get; init; } = XerosAuthority;

    /// <summary>The consent page, where it is not the one that goes with <see cref="Authority"/>.</summary>
    public Uri? AuthoriseAt { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>
    /// What a contact is asked to grant; the names are those that Xero gives to apps made since March 2026. An app on Xero's
    /// Advanced tier may add <see cref="JournalsScope"/>, without which there is no ledger.
    /// </summary>
    public string Scopes { get; init; } =
        "offline_access accounting.settings.read accounting.contacts.read accounting.invoices.read "
        + "accounting.reports.balancesheet.read accounting.reports.profitandloss.read accounting.reports.trialbalance.read";

    public const string JournalsScope = "accounting.journals.read";

    public bool AsksForJournals() => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(JournalsScope);

    public OAuthApp App() => new(
        XeroConnector.VendorCode,
        ClientId,
        ClientSecret,
        AuthoriseAt ?? (Authority == XerosAuthority ? new Uri("https://login.xero.com/identity/connect/authorize") : Under(Authority, "connect/authorize")),
        Under(Authority, "connect/token"),
        Scopes);

    /// <summary>For the token endpoint, which has to answer while <see cref="Refreshes.RefreshOptions.TokenLease"/> lasts.</summary>
    public XeroOptions OfTokens() => this with
    {
        CallsAtOnce = 256,
        CallsAtOncePerCompany = 256,
        CallsPerMinutePerCompany = 0,
        HeaderTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(30),
        MaxAnswerBytes = 64 * 1024,
    };

    public static Uri Under(Uri place, string path) => new($"{place.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>Never the secret.</summary>
    public override string ToString() => "Connectors:Xero";
}
