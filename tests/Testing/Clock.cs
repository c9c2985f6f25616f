namespace Testing;

/// <summary>The host's time: runs like the real one until a test moves it.</summary>
public sealed class Clock : TimeProvider
{
    private TimeSpan ahead;

    public DateTimeOffset Now => GetUtcNow();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    /// <summary>Waiting that is measured, not dated, moves with it.</summary>
    public override long GetTimestamp() => base.GetTimestamp() + (long)(ahead.TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan span) => ahead += span;

    public void Set(DateTimeOffset now) => ahead = now - base.GetUtcNow();

    /// <summary>Back to the real time.</summary>
    public void Reset() => ahead = TimeSpan.Zero;
}
