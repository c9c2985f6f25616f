using DataRefresh.Connectors;
using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Derives the trial balance of a snapshot from its other parts and stores it as one more.</summary>
internal sealed class TrialBalanceSnapshot(SnapshotReader reader, SnapshotWriter writer)
{
    /// <summary>
    /// The new part with what the tie-out checks found; <see cref="DataSetState.NotSupported"/> where accounts or ledger were
    /// not stored. Everything but the ledger is held in memory.
    /// </summary>
    /// <param name="from">First day that was read.</param>
    /// <param name="parts">All of the snapshot.</param>
    /// <param name="unread">Stands in where the organisation is no part of the snapshot.</param>
    public async Task<(SnapshotPart Part, IReadOnlyList<TieOutWarning> Warnings)> Write(
        Guid firmId, DateOnly from, DateOnly to, IReadOnlyCollection<SnapshotPart> parts, CancellationToken token, OrganisationRow? unread = null)
    {
        if (PartOf(DataSet.Accounts) is null || PartOf(DataSet.Ledger) is not { } ledger)
            return (new SnapshotPart(DataSet.TrialBalance, DataSetState.NotSupported, null, 0, 0), []);

        var sources = new TrialBalanceSources(
            from,
            to,
            (await All<OrganisationRow>(DataSet.Organisation)).FirstOrDefault() ?? unread,
            await All<AccountRow>(DataSet.Accounts),
            await All<StatementRow>(DataSet.BalanceSheet),
            await All<StatementRow>(DataSet.ProfitAndLoss));
        var balance = await TrialBalance.Derive(sources, reader.Read<LedgerRow>(firmId, ledger, token), token);
        var part = await writer.Write(
            firmId,
            DataSet.TrialBalance,
            async rows =>
            {
                foreach (var row in balance.Rows)
                    await rows.Add(row, token);
                return DataSetState.Stored;
            },
            token);
        var warnings = TrialBalanceTieOut.Check(
            balance, sources, await All<AgedBalanceRow>(DataSet.AgedReceivables), await All<AgedBalanceRow>(DataSet.AgedPayables));
        return (part, warnings);

        SnapshotPart? PartOf(DataSet set) => parts.FirstOrDefault(part => part.DataSet == set && part.State == DataSetState.Stored);

        async Task<List<TRow>> All<TRow>(DataSet set)
            where TRow : class
        {
            var rows = new List<TRow>();
            if (PartOf(set) is { } part)
                await foreach (var row in reader.Read<TRow>(firmId, part, token))
                    rows.Add(row);
            return rows;
        }
    }
}
