namespace DataRefresh.Reports;

/// <summary>What the invoices of a list come to; drafts and voided ones are left out.</summary>
/// <param name="day">Invoices due before it are overdue.</param>
internal sealed class InvoiceSums(DateOnly day)
{
    private const int MostParties = 10;
    private readonly SortedDictionary<string, InvoiceSum> currencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> parties = [];

    /// <summary>One for each currency.</summary>
    public IReadOnlyList<InvoiceSum> Currencies => [.. currencies.Values];

    /// <summary>With whom most was traded: net of tax, in base currency. Invoices without a rate count as they are.</summary>
    public IReadOnlyList<PartySum> LargestParties =>
        [.. parties.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(MostParties).Select(p => new PartySum(p.Key, p.Value))];

    public Invoice Add(Invoice invoice)
    {
        if (!invoice.Counts)
            return invoice;
        var currency = invoice.Currency ?? "";
        var sum = currencies.GetValueOrDefault(currency) ?? new InvoiceSum(currency, 0, 0, 0, 0);
        currencies[currency] = sum with
        {
            Count = sum.Count + 1,
            Total = sum.Total + invoice.Total,
            Due = sum.Due + invoice.Due,
            Overdue = sum.Overdue + (invoice.IsOverdue(day) ? invoice.Due : 0),
        };
        var party = invoice.PartyName ?? "";
        parties[party] = parties.GetValueOrDefault(party) + (invoice.Net * (invoice.CurrencyRate ?? 1));
        return invoice;
    }
}

/// <param name="Total">With tax.</param>
/// <param name="Due">Still to be paid.</param>
/// <param name="Overdue">The part of it that should have been paid.</param>
public sealed record InvoiceSum(string Currency, int Count, decimal Total, decimal Due, decimal Overdue);

/// <param name="Net">Without tax, in base currency.</param>
public sealed record PartySum(string Name, decimal Net);
