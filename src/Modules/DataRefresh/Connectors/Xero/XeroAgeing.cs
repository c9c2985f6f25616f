using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// Ages what is still due of open invoices by their due dates, in four brackets of thirty days; what is not yet due counts as
/// young, and the last bracket has no beginning. Xero's own ageing is one report for each contact, so never asked for.
/// </summary>
internal sealed class XeroAgeing(DateOnly asOf)
{
    private const int Brackets = 4;
    private const int Days = 30;

    private readonly Dictionary<(string? Id, string? Currency), (string? Name, decimal[] Amounts)> parties = [];

    /// <summary>By name; balances of one party follow each other, the youngest first.</summary>
    public IEnumerable<AgedBalanceRow> Rows =>
        from party in parties
        orderby party.Value.Name, party.Key.Id, party.Key.Currency
        from bracket in Enumerable.Range(0, Brackets)
        let amount = party.Value.Amounts[bracket]
        where amount != 0
        select new AgedBalanceRow(
            party.Key.Id,
            party.Value.Name,
            asOf,
            bracket == Brackets - 1 ? null : asOf.AddDays(1 - ((bracket + 1) * Days)),
            asOf.AddDays(-bracket * Days),
            amount,
            party.Key.Currency);

    public void Add(XeroInvoice invoice)
    {
        var issued = XeroRows.Day(invoice.DateString) ?? XeroRows.Day(invoice.Date);
        if (invoice is not { Status: "AUTHORISED", AmountDue: { } due and not 0 } || issued > asOf)
            return;
        var day = XeroRows.Day(invoice.DueDateString) ?? XeroRows.Day(invoice.DueDate) ?? issued ?? asOf;
        var key = (invoice.Contact?.ContactId, XeroRows.Currency(invoice.CurrencyCode));
        if (!parties.TryGetValue(key, out var party))
            parties[key] = party = (invoice.Contact?.Name, new decimal[Brackets]);
        party.Amounts[Math.Clamp((asOf.DayNumber - day.DayNumber) / Days, 0, Brackets - 1)] += due;
    }
}
