namespace DataRefresh.Refreshes;

/// <summary>Section <c>Refresh</c>.</summary>
internal sealed class RefreshOptions
{
    /// <summary>How many refreshes this host runs at once.</summary>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>How long a claim holds without being renewed: a dead host's work is taken over after it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one host may take to renew a connection's token, which is longer than any call for it lasts.</summary>
    public TimeSpan TokenLease { get; set; } = TimeSpan.FromSeconds(40);
}
