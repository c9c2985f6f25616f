namespace DataRefresh.Connectors;

/// <summary>
/// At most <paramref name="limit"/> calls in any span of <paramref name="window"/>, exactly: it remembers when each of the
/// last calls was let through. Callers get their time at once and wait for it themselves, first come first served.
/// </summary>
internal sealed class CallWindow(int limit, TimeSpan window, TimeProvider clock)
{
    private readonly long[] let = new long[limit];
    private readonly long ticks = (long)(window.TotalSeconds * clock.TimestampFrequency);
    private readonly Lock sync = new();
    private long calls;

    public async ValueTask Wait(CancellationToken token)
    {
        var pause = Reserve();
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, clock, token);
    }

    /// <summary>Takes the next free moment, and answers how far off it is.</summary>
    public TimeSpan Reserve()
    {
        lock (sync)
        {
            var now = clock.GetTimestamp();
            ref var oldest = ref let[calls % limit];
            var at = calls < limit ? now : Math.Max(now, oldest + ticks);
            oldest = at;
            calls++;
            return clock.GetElapsedTime(now, at);
        }
    }
}
