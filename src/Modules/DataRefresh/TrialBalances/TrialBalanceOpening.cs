using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Finds opening balances by the rule of <see cref="TrialBalance"/>.</summary>
internal sealed class TrialBalanceOpening
{
    private const decimal Rounding = 0.05m;
    private readonly TrialBalanceSources sources;
    private readonly DateOnly first;
    private readonly OpeningSource source;
    private readonly List<StatementRow> sheet;
    private readonly Dictionary<string, AccountKind> kinds;

    public TrialBalanceOpening(TrialBalanceSources sources, DateOnly first)
    {
        (this.sources, this.first) = (sources, first);
        var days = sources.BalanceSheet.Select(row => row.To).Distinct().Order().ToList();
        var eve = first.AddDays(-1);
        var within = days.Find(day => day >= first);
        (source, AnchorDay) = days.Contains(eve) ? (OpeningSource.BalanceSheetBefore, eve)
            : within != default ? (OpeningSource.BalanceSheetWithin, within)
            : (OpeningSource.CurrentBalances, DateOnly.MaxValue);
        sheet = sources.BalanceSheet.Where(row => row.To == AnchorDay && row.Section.IsBalanceSheet() && row.OwnAmount != 0).ToList();
        kinds = sources.Accounts.ToDictionary(account => account.Id, account => account.Kind);
    }

    /// <summary>The day whose balances are known; postings from the first day up to it are to be taken off them.</summary>
    public DateOnly AnchorDay { get; }

    /// <summary>Gives every account its opening balance, and answers where they came from.</summary>
    public OpeningSource Apply(TrialBalanceTally tally)
    {
        foreach (var (id, sum) in tally.Accounts)
            sum.Kind = kinds.GetValueOrDefault(id);
        OpenProfitAndLoss(tally);
        if (source == OpeningSource.CurrentBalances)
            return FromCurrentBalances(tally);

        var carried = new AccountSum { Kind = AccountKind.Equity };
        foreach (var line in sheet)
        {
            var isComputed = line.AccountId is null || !(kinds.ContainsKey(line.AccountId) || tally.Accounts.ContainsKey(line.AccountId));
            if (isComputed && line.Section == StatementSection.Equity)
            {
                carried.Opening += line.Signed();
                carried.Name ??= line.Name;
                continue;
            }

            var sum = tally[isComputed ? TrialBalance.ComputedLine + line.Name : line.AccountId!];
            sum.Opening += line.Signed();
            sum.Name ??= line.Name;
            if (sum.Kind == AccountKind.Unknown)
                sum.Kind = line.Section.Kind();
        }

        RollBack(tally, carried);
        PlaceCarried(tally, carried);
        return source;
    }

    private bool IsProfitAndLoss(string id) => kinds.GetValueOrDefault(id).IsProfitAndLoss();

    // Only where the period begins within a year: the months of that year before it.
    private void OpenProfitAndLoss(TrialBalanceTally tally)
    {
        var year = TrialBalance.YearStart(sources.Organisation, first);
        foreach (var line in sources.ProfitAndLoss)
            if (line is { AccountId: { } id } && line.Section.IsProfitAndLoss() && line.From >= year && line.To < first)
            {
                var sum = tally[id];
                sum.Opening += line.Signed();
                sum.Name ??= line.Name;
                sum.Kind = kinds.GetValueOrDefault(id, line.Section.Kind());
            }
    }

    // Takes postings up to the sheet's day off its balances. What is left in computed lines after this year's result so far
    // is the result of earlier years.
    private void RollBack(TrialBalanceTally tally, AccountSum carried)
    {
        foreach (var (id, sum) in tally.Accounts)
            if (IsProfitAndLoss(id))
                carried.Opening -= sum.Opening + sum.UpToAnchor;
            else
                sum.Opening -= sum.UpToAnchor;
    }

    private void PlaceCarried(TrialBalanceTally tally, AccountSum carried)
    {
        if (carried.Opening == 0)
            return;
        var end = TrialBalanceStatements.Closing(sources.BalanceSheet, first, sources.To);
        var grown = sources.BalanceSheet
            .Where(line => line.To == end && line is { Section: StatementSection.Equity, AccountId: not null })
            .GroupBy(line => line.AccountId!, (id, lines) => (Id: id, Closing: lines.Sum(line => line.Signed())))
            .Where(account => kinds.ContainsKey(account.Id))
            .Where(account => account.Closing - (tally.Accounts.GetValueOrDefault(account.Id)?.Closing ?? 0) == carried.Opening)
            .ToList();
        if (grown.Count == 1)
            tally[grown[0].Id].Opening += carried.Opening;
        else
            tally.Accounts[TrialBalance.CarriedResult] = carried;
    }

    private OpeningSource FromCurrentBalances(TrialBalanceTally tally)
    {
        var known = sources.Accounts.Where(account => account.CurrentBalance is not null && !account.Kind.IsProfitAndLoss()).ToList();
        var movements = tally.Accounts.Where(pair => !IsProfitAndLoss(pair.Key)).Sum(pair => pair.Value.UpToAnchor);
        var results = tally.Accounts.Where(pair => IsProfitAndLoss(pair.Key)).Sum(pair => pair.Value.Opening);
        foreach (var convention in new Func<AccountRow, decimal>[] { Natural, AsStated })
        {
            if (known.Count == 0 || Math.Abs(known.Sum(convention) - movements + results) > Rounding)
                continue;
            foreach (var account in known)
                tally[account.Id].Opening = convention(account);
            foreach (var (id, sum) in tally.Accounts)
                if (!IsProfitAndLoss(id))
                    sum.Opening -= sum.UpToAnchor;
            return OpeningSource.CurrentBalances;
        }

        return OpeningSource.None;

        static decimal Natural(AccountRow account) =>
            account.Kind is AccountKind.Liability or AccountKind.Equity ? -account.CurrentBalance!.Value : account.CurrentBalance!.Value;

        static decimal AsStated(AccountRow account) => account.CurrentBalance!.Value;
    }
}
