using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Codat;

/// <summary>Makes Codat read the accounting package anew, and watches until it has.</summary>
internal sealed class CodatSync(CodatClient client, TimeProvider clock)
{
    /// <summary>Codat's data types behind each data set: those it is read from, and those Codat computes it with.</summary>
    private static readonly Dictionary<DataSet, (string[] Needed, string[] Helpful)> Types = new()
    {
        [DataSet.Organisation] = (["company"], []),
        [DataSet.Accounts] = (["chartOfAccounts"], []),
        [DataSet.ProfitAndLoss] = (["profitAndLoss"], []),
        [DataSet.BalanceSheet] = (["balanceSheet"], []),
        [DataSet.AgedReceivables] = (["customers", "invoices"], ["creditNotes", "payments"]),
        [DataSet.AgedPayables] = (["suppliers", "bills"], ["billCreditNotes", "billPayments"]),
        [DataSet.Customers] = (["customers"], []),
        [DataSet.Suppliers] = (["suppliers"], []),
        [DataSet.SalesInvoices] = (["invoices"], []),
        [DataSet.PurchaseInvoices] = (["bills"], []),
        [DataSet.Ledger] = (["journalEntries"], []),
    };

    public async Task<IReadOnlyDictionary<DataSet, Readiness>> Run(IReadOnlyList<DataSet> sets, CancellationToken token)
    {
        var known = sets.Distinct().Where(Types.ContainsKey).ToList();
        var needed = known.SelectMany(set => Types[set].Needed).ToHashSet();
        var types = known.SelectMany(set => Types[set].Helpful).Union(needed).ToList();
        var before = await States(token);
        await Queue(types, token);
        var after = await Settled(types, needed, before, token);

        var answer = sets.Distinct().ToDictionary(set => set, set => Types.TryGetValue(set, out var behind)
            ? Worst(behind.Needed.Select(type => ReadinessOf(after.GetValueOrDefault(type))))
            : new Readiness(DataSetState.NotSupported));
        if (known.Count > 0 && known.TrueForAll(set => answer[set].State == DataSetState.Error))
            throw VendorFault.Down(VendorFault.SyncFailed, "The vendor could not read anything from the accounting package.");
        return answer;
    }

    private async Task Queue(List<string> types, CancellationToken token)
    {
        if (types.Count > client.Options.QueueSinglyUpTo)
        {
            await client.Queue("/data/all", token);
            return;
        }

        foreach (var type in types)
            await client.Queue($"/data/queue/{type}", token);
    }

    private async Task<Dictionary<string, CodatSyncState>> Settled(
        List<string> types, HashSet<string> needed, Dictionary<string, CodatSyncState> before, CancellationToken token)
    {
        var options = client.Options;
        var started = clock.GetTimestamp();
        for (var pause = options.PollPause; ; pause = Longer(pause))
        {
            var now = await States(token);
            var passed = clock.GetElapsedTime(started);
            // What only helps is waited for where the firm has it, and no longer than anything else.
            var awaited = types.Where(type => needed.Contains(type) || now.ContainsKey(type));
            if (awaited.All(type => IsSettled(before.GetValueOrDefault(type), now.GetValueOrDefault(type), passed)))
                return now;
            if (passed + pause > options.PollFor)
                throw VendorFault.Down(VendorFault.NotReady, $"The vendor has not read everything within {options.PollFor.TotalMinutes:0.#} min.");
            await Task.Delay(pause, clock, token);
        }
    }

    // Right after the request a data type may still show how its last reading ended, perhaps yesterday; only a new reading's
    // id or time proves otherwise. A type that the firm has switched off at Codat never gets one.
    private bool IsSettled(CodatSyncState? before, CodatSyncState? now, TimeSpan passed)
    {
        var hasEnded = now?.CurrentStatus is not ("Queued" or "Fetching" or "MapQueued" or "Mapping"
            or "ProcessingQueued" or "Processing" or "ValidationQueued" or "Validating");
        var isNew = now is not null && now.CurrentStatus is not "Initial"
            && (now.LatestSyncId != before?.LatestSyncId || now.LastSuccessfulSync != before?.LastSuccessfulSync);
        return hasEnded && (isNew || now?.CurrentStatus is "NotSupported" || passed >= client.Options.SettleFor);
    }

    private Task<Dictionary<string, CodatSyncState>> States(CancellationToken token) =>
        client.Get("/dataStatus", CodatJson.Default.DictionaryStringCodatSyncState, token);

    private TimeSpan Longer(TimeSpan pause) =>
        TimeSpan.FromTicks(Math.Min(client.Options.LongestPollPause.Ticks, pause.Ticks * 3 / 2));

    private static Readiness ReadinessOf(CodatSyncState? state) => state?.CurrentStatus switch
    {
        "Complete" => new(DataSetState.Pending),
        null or "Initial" or "NotSupported" => new(DataSetState.NotSupported),
        "PermissionsError" => new(DataSetState.NoPermission),
        "AuthError" => throw new ConnectorException(
            Trouble.GrantRevoked, VendorFault.GrantRevoked, "The accounting package no longer lets the vendor in."),
        _ => new(DataSetState.Error, VendorFault.SyncFailed),
    };

    private static Readiness Worst(IEnumerable<Readiness> parts) =>
        parts.MaxBy(part => part.State switch
        {
            DataSetState.Pending => 0,
            DataSetState.Error => 1,
            DataSetState.NoPermission => 2,
            _ => 3,
        })!;
}
