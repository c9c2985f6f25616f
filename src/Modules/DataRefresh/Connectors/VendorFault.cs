using System.Net;

namespace DataRefresh.Connectors;

/// <summary>The stable codes of what can go wrong with a vendor, and what each means for the engine.</summary>
internal static class VendorFault
{
    public const string Timeout = "vendor-timeout";
    public const string Unavailable = "vendor-unavailable";
    public const string Unreachable = "vendor-unreachable";
    public const string CutShort = "vendor-cut-short";
    public const string Paused = "vendor-paused";
    public const string RateLimited = "vendor-rate-limited";
    public const string KeyRefused = "vendor-key-refused";
    public const string PlanLimit = "vendor-plan-limit";
    public const string ConnectorKeyMissing = "connector-key-missing";
    public const string AppMissing = "connector-app-missing";
    public const string AppRefused = "connector-app-refused";
    public const string GrantRevoked = "grant-revoked";
    public const string GrantMissing = "grant-missing";
    public const string CompanyMissing = "company-missing";
    public const string NotReady = "vendor-not-ready";
    public const string SyncFailed = "vendor-sync-failed";
    public const string Html = "vendor-html";
    public const string BadJson = "vendor-bad-json";
    public const string WrongContent = "vendor-wrong-content";
    public const string BadEncoding = "vendor-bad-encoding";
    public const string TooLarge = "vendor-too-large";
    public const string EndlessPages = "vendor-endless-pages";
    public const string MissingRows = "vendor-missing-rows";
    public const string Redirected = "vendor-redirected";
    public const string Refused = "vendor-refused-request";

    public static ConnectorException Bad(string code, string message, Exception? inner = null) =>
        new(Trouble.BadAnswer, code, message, inner: inner);

    public static ConnectorException Down(string code, string message, Exception? inner = null) =>
        new(Trouble.Unavailable, code, message, inner: inner);

    public static ConnectorException Limited(TimeSpan wait) =>
        new(Trouble.RateLimited, RateLimited, $"The vendor asks to be left alone for {wait.TotalSeconds:0} s.", wait);

    /// <summary>Whether it speaks of the vendor's health: only that may open the breaker, never one customer's fault.</summary>
    public static bool IsOutage(this ConnectorException fault) =>
        fault is { Trouble: Trouble.Unavailable, Code: Timeout or Unavailable or Unreachable or CutShort };

    /// <summary>What a status means that is not a success. 429 is not among them: it needs its headers.</summary>
    public static ConnectorException Of(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => new(Trouble.KeyRefused, KeyRefused, $"The vendor refuses the key ({(int)status})."),
        402 => new(Trouble.KeyRefused, PlanLimit, "The firm's plan at the vendor does not allow this (402)."),
        404 or 410 => new(Trouble.GrantRevoked, CompanyMissing, $"The vendor does not know the company any more ({(int)status})."),
        409 => Down(NotReady, "The vendor has not finished reading this data (409)."),
        408 or >= 500 => Down(Unavailable, $"The vendor answers {(int)status}."),
        >= 300 and < 400 => Bad(Redirected, $"The vendor sends us elsewhere ({(int)status}); redirects are not followed."),
        _ => Bad(Refused, $"The vendor does not accept the question ({(int)status})."),
    };
}
