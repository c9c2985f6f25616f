namespace DataRefresh.Refreshes;

/// <summary>What removes the cause of a failure: the key of the sentence that says who must do what.</summary>
internal static class WhatToDo
{
    public static string About(string? code) => $"Todo_{Who(code)}";

    private static string Who(string? code) => code switch
    {
        "grant-revoked" or "grant-missing" or "credentials-missing" or "company-missing" => "contact",
        "connector-key-missing" or "vendor-key-refused" or "vendor-plan-limit" => "administrator",
        "connector-app-missing" or "connector-app-refused" => "operator",
        "vendor-unavailable" or "vendor-unreachable" or "vendor-timeout" or "vendor-rate-limited" or "vendor-paused"
            or "vendor-not-ready" or "vendor-sync-failed" or "vendor-cut-short" => "later",
        _ => "support",
    };
}
