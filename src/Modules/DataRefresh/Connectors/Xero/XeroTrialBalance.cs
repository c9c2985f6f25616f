using System.Text.RegularExpressions;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// A trial balance from Xero's own two, of the eve of its first day and of its last day, for grants without the ledger: of
/// each account it shows the net movement, on one side. What income and expenses came to in the years before stands in
/// retained earnings, as Xero itself carries it.
/// </summary>
internal static partial class XeroTrialBalance
{
    /// <param name="eve">The day before the first, whose income and expenses are of the year before when that is a year's end.</param>
    public static IEnumerable<TrialBalanceRow> Rows(
        OrganisationRow organisation, IReadOnlyList<XeroAccount> accounts, XeroTable eve, XeroTable end, DateOnly first, DateOnly last)
    {
        var chart = accounts.Where(account => account.AccountId is not null).DistinctBy(account => account.AccountId).ToDictionary(account => account.AccountId!);
        var (opening, closing) = (Balances(eve), Balances(end));
        if (first == TrialBalance.YearStart(organisation, first))
        {
            var retained = accounts.FirstOrDefault(account => account.SystemAccount == "RETAINEDEARNINGS")?.AccountId ?? TrialBalance.CarriedResult;
            foreach (var id in opening.Keys.Where(id => chart.TryGetValue(id, out var account) && XeroRows.KindOf(account).IsProfitAndLoss()).ToList())
                if (opening.Remove(id, out var result))
                    opening[retained] = (opening.GetValueOrDefault(retained).Name, opening.GetValueOrDefault(retained).Amount + result.Amount);
        }

        return from id in opening.Keys.Union(closing.Keys)
               let account = chart.GetValueOrDefault(id)
               let name = closing.GetValueOrDefault(id).Name ?? opening.GetValueOrDefault(id).Name
               let opens = opening.GetValueOrDefault(id).Amount
               let closes = closing.GetValueOrDefault(id).Amount
               where opens != 0 || closes != 0
               let code = account?.Code ?? Code().Match(name ?? "").Value
               orderby code, name
               select new TrialBalanceRow(
                   first,
                   last,
                   id,
                   XeroRows.Text(code),
                   account?.Name ?? name,
                   account is null ? AccountKind.Equity : XeroRows.KindOf(account),
                   opens,
                   Math.Max(closes - opens, 0),
                   Math.Max(opens - closes, 0),
                   closes,
                   organisation.BaseCurrency);
    }

    /// <summary>Balances since the beginning, debit positive, from the two columns of the year to date.</summary>
    private static Dictionary<string, (string? Name, decimal Amount)> Balances(XeroTable table)
    {
        var (debit, credit) = (Column("YTD Debit"), Column("YTD Credit"));
        var balances = new Dictionary<string, (string? Name, decimal Amount)>();
        foreach (var line in table.Groups.SelectMany(group => group.Lines))
        {
            var id = line.AccountId ?? TrialBalance.ComputedLine + line.Name;
            balances[id] = (line.Name, balances.GetValueOrDefault(id).Amount + line.Amounts[debit] - line.Amounts[credit]);
        }

        return balances;

        int Column(string head) => table.Heads.Select(one => one.Trim()).ToList().FindIndex(one => one.Equals(head, StringComparison.OrdinalIgnoreCase)) is >= 0 and var found
            ? found
            : throw XeroTable.Odd($"has no column '{head}'");
    }

    // Xero puts the code behind the name: "Sales (400)".
    [GeneratedRegex(@"(?<=\()[^()]{1,10}(?=\)$)")]
    private static partial Regex Code();
}
