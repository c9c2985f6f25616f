using DataRefresh.Connectors;
using DataRefresh.Snapshots;

namespace DataRefresh.Reports;

/// <summary>Adds to a snapshot's parts the trial balance that the vendor does not have, and holds it against the statements.</summary>
internal sealed class DerivedTrialBalance(SnapshotReader reader, SnapshotWriter writer)
{
    /// <summary>Answers null for the part where accounts or ledger were not stored, so that nothing can be derived.</summary>
    public async Task<(SnapshotPart? Part, IReadOnlyList<TieOutWarning> Warnings)> Derive(
        Guid firmId, DateOnly from, DateOnly to, IReadOnlyList<SnapshotPart> parts, CancellationToken token)
    {
        SnapshotPart? Stored(DataSet set) => parts.SingleOrDefault(p => p.DataSet == set && p.State == DataSetState.Stored);
        async Task<List<TRow>> All<TRow>(DataSet set)
            where TRow : class =>
            Stored(set) is { } part ? await reader.Read<TRow>(firmId, part, token).ToListAsync(token) : [];

        if (Stored(DataSet.Accounts) is null || Stored(DataSet.Ledger) is not { } ledger)
            return (null, []);

        var sources = new TrialBalanceSources(
            from,
            to,
            (await All<OrganisationRow>(DataSet.Organisation)).FirstOrDefault(),
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
    }
}
