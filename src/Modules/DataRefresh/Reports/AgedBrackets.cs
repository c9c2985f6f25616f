using System.Runtime.CompilerServices;
using DataRefresh.Snapshots;
using Microsoft.Extensions.Localization;

namespace DataRefresh.Reports;

/// <summary>The ages into which balances are split, the youngest first, and balances laid out along them.</summary>
internal sealed class AgedBrackets
{
    private readonly List<(DateOnly? From, DateOnly? To)> brackets;

    private AgedBrackets(DateOnly? asOf, IEnumerable<(DateOnly? From, DateOnly? To)> found, bool oneCurrency) =>
        (AsOf, brackets, OneCurrency) = (asOf, [.. found.OrderByDescending(b => b.To ?? DateOnly.MaxValue)], oneCurrency);

    /// <summary>The day on which the ages are counted; null without balances.</summary>
    public DateOnly? AsOf { get; }

    public int Count => brackets.Count;

    /// <summary>Whether all balances can be summed.</summary>
    public bool OneCurrency { get; }

    /// <summary>Reads the balances once; memory holds the few ages that occur.</summary>
    public static async Task<AgedBrackets> Of(IAsyncEnumerable<AgedBalanceRow> rows, CancellationToken token)
    {
        var (asOf, found, currencies) = ((DateOnly?)null, new HashSet<(DateOnly?, DateOnly?)>(), new HashSet<string?>());
        await foreach (var row in rows.WithCancellation(token))
        {
            asOf ??= row.AsOf;
            found.Add((row.From, row.To));
            currencies.Add(row.Currency);
        }

        return new AgedBrackets(asOf, found, currencies.Count <= 1);
    }

    /// <summary>Such as "Up to 29 days", "30–59 days" or "90 days and older"; not yet due counts as young.</summary>
    public string Heading(int index, IStringLocalizer<Text> words)
    {
        // Counted from the youngest age's last day: a vendor may date its report a day after the last one that it counts.
        var start = brackets[0].To ?? AsOf!.Value;
        var (from, to) = brackets[index];
        var youngest = to is { } last ? start.DayNumber - last.DayNumber : 0;
        if (from is not { } first)
            return words["Aged_Older", youngest];
        var oldest = start.DayNumber - first.DayNumber;
        return youngest <= 0 ? words["Aged_UpTo", oldest] : words["Aged_Days", youngest, oldest];
    }

    /// <summary>One row per party and currency. Balances of a party must follow each other, as connectors store them.</summary>
    public async IAsyncEnumerable<AgedParty> Parties(IAsyncEnumerable<AgedBalanceRow> rows, [EnumeratorCancellation] CancellationToken token)
    {
        AgedParty? party = null;
        await foreach (var row in rows.WithCancellation(token))
        {
            if (party is not null && (party.Id, party.Name, party.Currency) != (row.PartyId, row.PartyName, row.Currency))
            {
                yield return party;
                party = null;
            }

            party ??= new AgedParty(row.PartyId, row.PartyName, row.Currency, new decimal[brackets.Count]);
            party.Amounts[brackets.IndexOf((row.From, row.To))] += row.Amount;
        }

        if (party is not null)
            yield return party;
    }
}

/// <summary>What one party owes or is owed in one currency.</summary>
/// <param name="Amounts">Along the brackets.</param>
public sealed record AgedParty(string? Id, string? Name, string? Currency, decimal[] Amounts)
{
    public decimal Total => Amounts.Sum();
}
