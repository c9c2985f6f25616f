namespace VendorSimulator.Control;

/// <summary>Counts the calls running at once for each company, refused ones included, and remembers the highest.</summary>
internal sealed class ConcurrencyMeter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _running = [];
    private readonly Dictionary<Guid, int> _highest = [];

    public int Enter(Guid companyId)
    {
        lock (_lock)
        {
            var running = _running[companyId] = _running.GetValueOrDefault(companyId) + 1;
            _highest[companyId] = Math.Max(running, _highest.GetValueOrDefault(companyId));
            return running;
        }
    }

    public void Leave(Guid companyId)
    {
        lock (_lock)
            _running[companyId]--;
    }

    public IReadOnlyDictionary<Guid, int> Highest()
    {
        lock (_lock)
            return new Dictionary<Guid, int>(_highest);
    }

    public void Reset()
    {
        lock (_lock)
            _highest.Clear();
    }
}
