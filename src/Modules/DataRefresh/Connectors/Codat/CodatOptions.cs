namespace DataRefresh.Connectors.Codat;

/// <summary>
/// Section <c>Connectors:Codat</c>. The limits are Codat's published ones (1,000 calls a minute per address, 10 at once per
/// company) with a margin; the daily one, which grows with the firm's companies, shows as a long Retry-After.
/// </summary>
internal sealed record CodatOptions : VendorOptions
{
    public Uri BaseUrl { get; init; } = new("https://api.codat.io");

    /// <summary>Up to so many data types are queued one by one; beyond that one call refreshes everything.</summary>
    public int QueueSinglyUpTo { get; init; } = 6;

    /// <summary>The first pause between two looks at how far Codat is; each next one is half as long again.</summary>
    public TimeSpan PollPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPollPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait for Codat to read the accounting package.</summary>
    public TimeSpan PollFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A data type that shows no sign of the new refresh after this is taken as it stands.</summary>
    public TimeSpan SettleFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Of ageing reports, newest first; the last one holds everything older.</summary>
    public int AgeingPeriods { get; init; } = 4;

    public int AgeingDays { get; init; } = 30;
}
