namespace DataRefresh.Remedies;

/// <summary>Who can remove the cause of a failure.</summary>
public enum Actor
{
    /// <summary>The customer's contact person.</summary>
    Contact,

    /// <summary>Whoever may edit the engagement.</summary>
    Staff,

    /// <summary>An administrator of the firm.</summary>
    Administrator,

    /// <summary>Nobody: it passes by itself.</summary>
    Nobody,

    /// <summary>Whoever runs this installation.</summary>
    Operator,
}

/// <summary>From the code of a failure to who must do what: the one table behind pages and mails.</summary>
internal static class WhatToDo
{
    public static Actor Who(string? code) => code switch
    {
        "grant-revoked" or "grant-missing" or "credentials-missing" or "credentials-outdated" or "company-missing" or "eula-not-accepted"
            or "consent-left" or "request-expired" => Actor.Contact,
        "legal-cover-missing" => Actor.Staff,
        "connector-key-missing" or "vendor-key-refused" or "vendor-plan-limit" => Actor.Administrator,
        "vendor-unavailable" or "vendor-unreachable" or "vendor-timeout" or "vendor-rate-limited" or "vendor-paused"
            or "vendor-not-ready" or "vendor-sync-failed" or "vendor-cut-short" => Actor.Nobody,
        _ => Actor.Operator,
    };

    /// <summary>Key of the sentence that tells the firm's people.</summary>
    public static string About(string? code) => code is "connector-app-missing" or "connector-app-refused" ? "Todo_App" : $"Todo_{Who(code)}";

    /// <summary>Key of the sentence that tells the contact; {0} is the firm.</summary>
    public static string ForContact(string? code) => $"ContactTodo_{Who(code)}";
}
