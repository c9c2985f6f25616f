namespace VendorSimulator.Books;

/// <summary>
/// Balances at the end of every month, so that a statement over years adds up one month of entries instead of all.
/// </summary>
internal sealed class LedgerIndex
{
    private readonly IReadOnlyList<JournalEntry> _entries;
    private readonly Dictionary<string, int> _positions;
    private readonly List<(DateOnly End, int EntriesBefore, long[] Balances)> _months = [];

    public LedgerIndex(ChartOfAccounts chart, IReadOnlyList<JournalEntry> entries)
    {
        _entries = entries;
        _positions = chart.All.Select((account, index) => (account.Code, index)).ToDictionary(pair => pair.Code, pair => pair.index);
        var running = new long[_positions.Count];
        for (var index = 0; index < entries.Count; index++)
        {
            Add(running, entries[index]);
            var date = entries[index].Date;
            if (index + 1 == entries.Count || (entries[index + 1].Date.Year, entries[index + 1].Date.Month) != (date.Year, date.Month))
                _months.Add((new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1), index + 1, [.. running]));
        }
    }

    /// <summary>Every account's sum of all entries up to a day, that day included.</summary>
    public Dictionary<string, long> UpTo(DateOnly date)
    {
        var closed = _months.FindLastIndex(month => month.End <= date);
        var balances = closed < 0 ? new long[_positions.Count] : (long[])_months[closed].Balances.Clone();
        for (var index = closed < 0 ? 0 : _months[closed].EntriesBefore; index < _entries.Count && _entries[index].Date <= date; index++)
            Add(balances, _entries[index]);
        return _positions.ToDictionary(position => position.Key, position => balances[position.Value]);
    }

    private void Add(long[] balances, JournalEntry entry)
    {
        foreach (var line in entry.Lines)
            balances[_positions[line.Account.Code]] += line.Amount;
    }
}
