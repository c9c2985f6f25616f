namespace DataRefresh.Connectors;

/// <summary>
/// What one vendor allows and how patient we are with it; section <c>Connectors:{Vendor}</c>. Vendors change their limits,
/// so these are settings and never constants.
/// </summary>
internal record VendorOptions
{
    /// <summary>Calls in flight to this vendor from this host.</summary>
    public int CallsAtOnce { get; init; } = 64;

    public int CallsAtOncePerCompany { get; init; } = 8;

    /// <summary>In any sliding minute, from this host.</summary>
    public int CallsPerMinute { get; init; } = 900;

    /// <summary>In any sliding minute, for one customer's company; 0 where the vendor has no such limit.</summary>
    public int CallsPerMinutePerCompany { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From sending the question to the first line of the answer.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All tries of one call with their pauses and bodies, without waiting for a turn.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An answer must bring <see cref="ProgressBytes"/> in every such span that we spend waiting for it.</summary>
    public TimeSpan ProgressWindow { get; init; } = TimeSpan.FromSeconds(15);

    public int ProgressBytes { get; init; } = 4 * 1024;

    /// <summary>Of one answer, after decompression.</summary>
    public long MaxAnswerBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Of one record inside an answer, which must fit in memory.</summary>
    public int MaxRecordBytes { get; init; } = 16 * 1024 * 1024;

    public int MaxDepth { get; init; } = 64;

    public int MaxTries { get; init; } = 5;

    /// <summary>The first pause is random up to this; each later one up to twice as much.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetryPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Repeated calls allowed per first call, over all calls to the vendor: what bounds a storm when it is down.</summary>
    public double RetryShare { get; init; } = 0.1;

    /// <summary>So many failures, at half of the calls or more within <see cref="BreakerWindow"/>, and calls stop.</summary>
    public int BreakerFailures { get; init; } = 15;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After this, one call tries whether the vendor is back.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A Retry-After up to this is waited for within the call; a longer one goes to the engine.</summary>
    public TimeSpan ShortWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to leave a vendor alone that says 429 and not for how long.</summary>
    public TimeSpan UnstatedWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Records asked for per page.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Pages of one data set after which the vendor is taken to be going in circles.</summary>
    public int MaxPages { get; init; } = 20_000;
}
