using DataRefresh.Snapshots;

namespace DataRefresh.Imports;

/// <summary>What is open of invoices by how long it has been due, in steps of thirty days. Not yet due counts as young.</summary>
internal sealed class Ageing(DateOnly asOf)
{
    private const int Step = 30;
    private const int Steps = 4;
    private readonly Dictionary<(string? Id, string? Currency), (string? Name, decimal[] Amounts)> parties = [];

    public void Add(InvoiceRow invoice)
    {
        if (invoice.Due == 0)
            return;
        var key = (invoice.PartyId, invoice.Currency);
        if (!parties.TryGetValue(key, out var party))
            parties[key] = party = (invoice.PartyName, new decimal[Steps]);
        var days = asOf.DayNumber - (invoice.DueOn ?? invoice.IssuedOn ?? asOf).DayNumber;
        party.Amounts[Math.Clamp(days / Step, 0, Steps - 1)] += invoice.Due;
    }

    /// <summary>Of each party one after the other. The youngest age always has a row: the others are counted from its last day.</summary>
    public IEnumerable<AgedBalanceRow> Rows() =>
        from party in parties
        from step in Enumerable.Range(0, Steps)
        where step == 0 || party.Value.Amounts[step] != 0
        select new AgedBalanceRow(
            party.Key.Id, party.Value.Name, asOf, step == Steps - 1 ? null : asOf.AddDays(1 - ((step + 1) * Step)), asOf.AddDays(-step * Step), party.Value.Amounts[step], party.Key.Currency);
}
