using System.Text.RegularExpressions;
using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Two figures that should be equal and are not; all in base currency.</summary>
/// <param name="Code">Stable; the constants of <see cref="TrialBalanceTieOut"/>.</param>
/// <param name="Expected">What the package's own report says; debit positive.</param>
/// <param name="Actual">What the trial balance says; debit positive.</param>
/// <param name="AsOf">The day of the report it was held against.</param>
/// <param name="Subject">Which section, where the code alone does not tell.</param>
public sealed record TieOutWarning(string Code, decimal Expected, decimal Actual, DateOnly AsOf, string? Subject = null);

/// <summary>
/// Holds a trial balance against the package's own statements. Nothing is corrected: differences become marks on the
/// reports. Packages round each statement by itself, so differences up to <see cref="Rounding"/> are none.
/// </summary>
internal static partial class TrialBalanceTieOut
{
    public const string DebitsCredits = "debits-differ-from-credits";
    public const string EntriesUnbalanced = "ledger-entries-unbalanced";
    public const string OpeningUnknown = "opening-balances-unknown";
    public const string BalanceSheet = "differs-from-balance-sheet";
    public const string ProfitAndLoss = "differs-from-profit-and-loss";
    public const string Receivables = "ageing-differs-from-receivables";
    public const string Payables = "ageing-differs-from-payables";
    public const decimal Rounding = 0.05m;

    public static IReadOnlyList<TieOutWarning> Check(
        TrialBalance balance, TrialBalanceSources sources, IReadOnlyList<AgedBalanceRow> receivables, IReadOnlyList<AgedBalanceRow> payables) =>
        [
            .. Itself(balance),
            .. AgainstBalanceSheet(balance, sources),
            .. AgainstProfitAndLoss(balance, sources),
            .. AgainstAgeing(balance, sources, receivables, Receivables, AccountKind.Asset, 1),
            .. AgainstAgeing(balance, sources, payables, Payables, AccountKind.Liability, -1),
        ];

    /// <summary>Debits equal credits, at the opening, in the period and so at the closing.</summary>
    public static IEnumerable<TieOutWarning> Itself(TrialBalance balance)
    {
        if (balance.Opening == OpeningSource.None)
            yield return new(OpeningUnknown, 0, 0, balance.FirstDay);
        if (balance.Unbalanced.Count > 0)
            yield return new(EntriesUnbalanced, 0, balance.Unbalanced.Sum, balance.LastDay, $"{balance.Unbalanced.Count}");
        var opening = balance.Rows.Sum(row => row.Opening);
        if (Differs(0, opening))
            yield return new(DebitsCredits, 0, opening, balance.FirstDay, "opening");
        var (debit, credit) = (balance.Rows.Sum(row => row.Debit), balance.Rows.Sum(row => row.Credit));
        if (Differs(debit, credit))
            yield return new(DebitsCredits, debit, credit, balance.LastDay, "movement");
    }

    /// <summary>Assets, liabilities, and equity with the result, on the newest balance sheet of the period.</summary>
    public static IEnumerable<TieOutWarning> AgainstBalanceSheet(TrialBalance balance, TrialBalanceSources sources)
    {
        if (TrialBalanceStatements.Closing(sources.BalanceSheet, balance.FirstDay, balance.LastDay) is not { } day)
            yield break;
        // A sheet of the running month carries its last day; one of an earlier month says nothing about today.
        if (day < balance.LastDay)
            yield break;
        var sheet = sources.BalanceSheet.Where(row => row.To == day).ToList();
        var places = sheet.Where(row => row.AccountId is not null).DistinctBy(row => row.AccountId).ToDictionary(row => row.AccountId!, row => row.Section);
        foreach (var section in new[] { StatementSection.Assets, StatementSection.Liabilities, StatementSection.Equity })
        {
            var expected = sheet.Where(row => row.Section == section).Sum(row => row.Signed());
            var actual = balance.Rows.Where(row => SectionOf(row, places) == section).Sum(row => row.Closing);
            if (Differs(expected, actual))
                yield return new(BalanceSheet, expected, actual, day, $"{section}");
        }
    }

    /// <summary>The result of the financial year so far.</summary>
    public static IEnumerable<TieOutWarning> AgainstProfitAndLoss(TrialBalance balance, TrialBalanceSources sources)
    {
        var year = TrialBalance.YearStart(sources.Organisation, balance.LastDay);
        var months = sources.ProfitAndLoss.Where(row => row.Section.IsProfitAndLoss() && row.From >= year).ToList();
        var first = months.Select(row => row.From).Min();
        var last = months.Select(row => (DateOnly?)row.To).Max();
        if (first != year || last < balance.LastDay)
            yield break;
        var expected = months.Sum(row => row.Signed());
        var actual = balance.Rows.Where(row => row.Kind.IsProfitAndLoss()).Sum(row => row.Closing);
        if (Differs(expected, actual))
            yield return new(ProfitAndLoss, expected, actual, last!.Value);
    }

    private static IEnumerable<TieOutWarning> AgainstAgeing(
        TrialBalance balance, TrialBalanceSources sources, IReadOnlyList<AgedBalanceRow> aged, string code, AccountKind kind, int sign)
    {
        var currency = balance.Rows.Select(row => row.Currency).FirstOrDefault();
        // Amounts in other currencies have no rate with them, so they cannot be compared.
        if (aged.Count == 0 || aged.Any(row => row.Currency is { } other && currency is not null && other != currency))
            yield break;
        var control = ControlAccounts(balance, sources, kind);
        if (control.Count == 0)
            yield break;
        var expected = sign * aged.Sum(row => row.Amount);
        var actual = balance.Rows.Where(row => control.Contains(row.AccountId)).Sum(row => row.Closing);
        if (Differs(expected, actual))
            yield return new(code, expected, actual, aged[0].AsOf);
    }

    // Packages name their control accounts in the category; where none does, it is where documents of parties were posted.
    private static HashSet<string> ControlAccounts(TrialBalance balance, TrialBalanceSources sources, AccountKind kind)
    {
        var name = kind == AccountKind.Asset ? ReceivableName() : PayableName();
        var accounts = sources.Accounts.Where(account => account.Kind == kind && !account.IsBankAccount).ToList();
        var named = accounts.Where(account => name.IsMatch(account.Category ?? "")).Select(account => account.Id).ToHashSet();
        return named.Count > 0
            ? named
            : [.. accounts.Select(account => account.Id).Where(balance.PartyAccounts.Contains)];
    }

    // The sheet's own place for an account goes before its kind: an overdrawn bank stands among the liabilities.
    private static StatementSection? SectionOf(TrialBalanceRow row, Dictionary<string, StatementSection> places) =>
        places.TryGetValue(row.AccountId, out var place) ? place : row.Kind switch
        {
            AccountKind.Asset => StatementSection.Assets,
            AccountKind.Liability => StatementSection.Liabilities,
            AccountKind.Unknown => null,
            _ => StatementSection.Equity,
        };

    private static bool Differs(decimal one, decimal other) => Math.Abs(one - other) > Rounding;

    [GeneratedRegex("receivable|acctrec|debtor|debiteur", RegexOptions.IgnoreCase)]
    private static partial Regex ReceivableName();

    [GeneratedRegex("accounts.?payable|acctpay|creditor|crediteur", RegexOptions.IgnoreCase)]
    private static partial Regex PayableName();
}
