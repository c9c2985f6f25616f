namespace DataRefresh.Connectors;

/// <summary>
/// Allows repeated calls in proportion to first ones: each first call earns <paramref name="share"/> of a repetition, a few
/// are in hand at the start. When everything fails, calls grow by that share and no more.
/// </summary>
internal sealed class RetryBudget(double share)
{
    private const double InHand = 10;
    private readonly Lock sync = new();
    private double left = InHand;

    public void Earn()
    {
        lock (sync)
            left = Math.Min(InHand, left + share);
    }

    public bool Spend()
    {
        lock (sync)
        {
            if (left < 1)
                return false;
            left--;
            return true;
        }
    }
}
