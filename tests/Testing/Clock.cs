namespace Testing;

/// <summary>The host's time: runs like the real one until a test moves it.</summary>
public sealed class Clock : TimeProvider
{
    private TimeSpan ahead;
    private TimeSpan waited;

    public DateTimeOffset Now => GetUtcNow();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    /// <summary>
    /// Waiting that is measured, not dated, moves with it, but never back: no clock does that, and who counts calls by it
    /// would wait for moments that were.
    /// </summary>
    public override long GetTimestamp() => base.GetTimestamp() + (long)(waited.TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan span)
    {
        ahead += span;
        if (span > TimeSpan.Zero)
            waited += span;
    }

    public void Set(DateTimeOffset now) => Advance(now - GetUtcNow());

    /// <summary>Back to the real date.</summary>
    public void Reset() => ahead = TimeSpan.Zero;
}
