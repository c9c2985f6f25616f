namespace VendorSimulator.Faults;

/// <summary>The faults in force, oldest first; the first that fits a call strikes it.</summary>
internal sealed class FaultRegistry
{
    private readonly Lock _lock = new();
    private List<Fault> _faults = [];

    public IReadOnlyList<Fault> All => Volatile.Read(ref _faults);

    public void Add(Fault fault)
    {
        lock (_lock)
            Volatile.Write(ref _faults, [.. _faults, fault]);
    }

    public bool Remove(Guid id)
    {
        lock (_lock)
        {
            var left = _faults.Where(fault => fault.Id != id).ToList();
            var removed = left.Count < _faults.Count;
            Volatile.Write(ref _faults, left);
            return removed;
        }
    }

    public void Clear()
    {
        lock (_lock)
            Volatile.Write(ref _faults, []);
    }

    public Fault? Strike(PathString path, Guid? company) => All.FirstOrDefault(fault => fault.TryStrike(path, company));
}
