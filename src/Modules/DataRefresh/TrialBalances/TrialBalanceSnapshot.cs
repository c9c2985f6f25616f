using DataRefresh.Connectors;
using DataRefresh.Snapshots;

namespace DataRefresh.TrialBalances;

/// <summary>Derives the trial balance of a snapshot from its other parts and stores it as one more.</summary>
internal sealed class TrialBalanceSnapshot(SnapshotReader reader, SnapshotWriter writer)
{
    /// <summary>Whether these parts hold what a trial balance is derived from.</summary>
    public static bool CanDerive(IReadOnlyCollection<SnapshotPart> parts) =>
        PartOf(parts, DataSet.Accounts) is not null && PartOf(parts, DataSet.Ledger) is not null;

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
        if (!CanDerive(parts))
            return (new SnapshotPart(DataSet.TrialBalance, DataSetState.NotSupported, null, 0, 0), []);

        var sources = await Sources(firmId, from, to, parts, token, unread);
        var ledger = PartOf(parts, DataSet.Ledger)!;
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
        return (part, await Check(firmId, balance, sources, parts, token));
    }

    /// <summary>What the tie-out checks find in a trial balance of the vendor's own.</summary>
    public async Task<IReadOnlyList<TieOutWarning>> Check(
        Guid firmId, DateOnly from, DateOnly to, IReadOnlyCollection<SnapshotPart> parts, SnapshotPart given, CancellationToken token)
    {
        var sources = await Sources(firmId, from, to, parts, token);
        var rows = await reader.Read<TrialBalanceRow>(firmId, given, token).ToListAsync(token);
        return rows.Count == 0 ? [] : await Check(firmId, TrialBalance.Given(rows), sources, parts, token);
    }

    private static SnapshotPart? PartOf(IReadOnlyCollection<SnapshotPart> parts, DataSet set) =>
        parts.FirstOrDefault(part => part.DataSet == set && part.State == DataSetState.Stored);

    private async Task<IReadOnlyList<TieOutWarning>> Check(
        Guid firmId, TrialBalance balance, TrialBalanceSources sources, IReadOnlyCollection<SnapshotPart> parts, CancellationToken token) =>
        TrialBalanceTieOut.Check(
            balance,
            sources,
            await All<AgedBalanceRow>(firmId, parts, DataSet.AgedReceivables, token),
            await All<AgedBalanceRow>(firmId, parts, DataSet.AgedPayables, token));

    private async Task<TrialBalanceSources> Sources(
        Guid firmId, DateOnly from, DateOnly to, IReadOnlyCollection<SnapshotPart> parts, CancellationToken token, OrganisationRow? unread = null) => new(
        from,
        to,
        (await All<OrganisationRow>(firmId, parts, DataSet.Organisation, token)).FirstOrDefault() ?? unread,
        await All<AccountRow>(firmId, parts, DataSet.Accounts, token),
        await All<StatementRow>(firmId, parts, DataSet.BalanceSheet, token),
        await All<StatementRow>(firmId, parts, DataSet.ProfitAndLoss, token));

    private async Task<List<TRow>> All<TRow>(Guid firmId, IReadOnlyCollection<SnapshotPart> parts, DataSet set, CancellationToken token)
        where TRow : class =>
        PartOf(parts, set) is { } part ? await reader.Read<TRow>(firmId, part, token).ToListAsync(token) : [];
}
