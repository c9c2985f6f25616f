using System.Collections.Frozen;
using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Contracts;
using DataRefresh.Dashboard;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;
using Microsoft.Extensions.Logging;

namespace DataRefresh.Refreshes;

/// <summary>
/// One try of one claimed refresh, from the key to the stored snapshot. Every save carries the claim's fence, so a
/// host that lost its lease, or whose refresh was cancelled, cannot write; the snapshot, the engagement's row, the
/// failure episode with its mail and the ended refresh are one commit.
/// </summary>
internal sealed class RefreshRun(
    DataRefreshDb db,
    IEnumerable<IConnector> connectors,
    IEnumerable<IDoor> doors,
    SnapshotWriter writer,
    TrialBalanceSnapshot trialBalance,
    FailureEpisodes episodes,
    TimeProvider clock,
    ILogger<RefreshRun> log)
{
    private readonly FrozenDictionary<string, IConnector> connectors = connectors.ToFrozenDictionary(c => c.Code);

    // What was opened: what became of it meanwhile must not be blamed on its successor.
    private DateTimeOffset openedAt;
    private DateTimeOffset? linkedAt;

    public async Task Run(Guid refreshId, long fence, CancellationToken token)
    {
        var refresh = await db.Refreshes.SingleOrDefaultAsync(r => r.Id == refreshId && r.Fence == fence, token);
        if (refresh is null)
            return;

        var row = await db.Rows.SingleOrDefaultAsync(r => r.EngagementId == refresh.EngagementId, token);
        try
        {
            if (refresh.Takeovers >= Refresh.MostTakeovers)
                await Fail(refresh, row, "host-died", token);
            else if (row is null)
                await Fail(refresh, row, "engagement-missing", token);
            else
                await Pull(refresh, row, token);
        }
        catch (ConnectorException trouble)
        {
            await Meet(trouble, refresh, row!, token);
        }
        catch (Exception trouble) when (trouble is not (OperationCanceledException or DbUpdateException) && !token.IsCancellationRequested)
        {
            log.LogError(trouble, "Refresh {Refresh} met something unexpected while {State}.", refresh.Id, refresh.State);
            refresh.Retry("unexpected", clock.GetUtcNow(), Random.Shared.NextDouble());
            await Save(refresh, row, token);
        }
    }

    private async Task Pull(Refresh refresh, EngagementRow row, CancellationToken token)
    {
        var (connector, pull) = await Prepare(refresh, row, token);
        if (pull is null)
            return;

        await Enter(refresh, RefreshState.Authorising, token);
        var readiness = await connector!.Prepare(pull, token);

        await Enter(refresh, RefreshState.Fetching, token);
        var parts = new List<SnapshotPart>();
        foreach (var set in pull.DataSets)
        {
            // The one that is derived below shows debits and credits and leads to the postings, so it goes before the vendor's.
            if (set == DataSet.TrialBalance && (readiness[set].State == DataSetState.NotSupported || TrialBalanceSnapshot.CanDerive(parts)))
                continue;
            parts.Add(readiness[set].State == DataSetState.Pending
                ? await writer.Write(refresh.FirmId, set, rows => connector.Fetch(pull, set, rows, token), token)
                : new SnapshotPart(set, readiness[set].State, null, 0, 0));
            refresh.Fetched(parts.Count, pull.DataSets.Count);
            await db.SaveChangesAsync(token);
        }

        FailPoint.Here("fetched");

        await Enter(refresh, RefreshState.Validating, token);
        IReadOnlyList<TieOutWarning> warnings = [];
        if (pull.DataSets.Contains(DataSet.TrialBalance) && parts.All(p => p.DataSet != DataSet.TrialBalance))
        {
            (var derived, warnings) = await trialBalance.Write(refresh.FirmId, pull.From, pull.To, parts, token);
            parts.Add(derived);
            refresh.Fetched(parts.Count, pull.DataSets.Count);
        }
        else if (parts.Find(p => p is { DataSet: DataSet.TrialBalance, State: DataSetState.Stored }) is { } given)
        {
            warnings = await trialBalance.Check(refresh.FirmId, pull.From, pull.To, parts, given, token);
        }

        await Enter(refresh, RefreshState.Storing, token);
        Store(refresh, row, pull, parts, warnings);
        await episodes.Close(row, refresh.EndedAt!.Value, token);
        await db.SaveChangesAsync(token);
        FailPoint.Here("stored");
    }

    private async Task<(IConnector? Connector, Pull? Pull)> Prepare(Refresh refresh, EngagementRow row, CancellationToken token)
    {
        var connection = await db.Connections.SingleOrDefaultAsync(c => c.EngagementId == row.EngagementId, token);
        if (connection is not { State: ConnectionState.Linked } || !connectors.TryGetValue(connection.Connector, out var connector))
        {
            await Fail(refresh, row, RefusalReason.CredentialsMissing, token);
            return default;
        }

        (openedAt, linkedAt) = (clock.GetUtcNow(), connection.LinkedAt);
        var access = await doors.Of(connector.Code).Open(connection, token);
        var firm = await db.Firms.AsNoTracking().SingleAsync(token);
        var now = clock.GetUtcNow();
        var today = firm.DayOf(now);
        refresh.Begin(row.Scope, WhatIsRead.From(row, today), today, now);
        return (connector, new Pull(access, connection.ExternalId, refresh.From!.Value, refresh.To!.Value, WhatIsRead.DataSets(refresh.Scope!.Value)));
    }

    private void Store(Refresh refresh, EngagementRow row, Pull pull, List<SnapshotPart> parts, IReadOnlyList<TieOutWarning> warnings)
    {
        var now = clock.GetUtcNow();
        var snapshot = Snapshot.Of(refresh.FirmId, refresh.EngagementId, now, pull.From, pull.To, parts, warnings, refreshId: refresh.Id);
        db.Snapshots.Add(snapshot);
        row.Succeeded(now, snapshot.Id, pull.From, pull.To);
        db.Announce(new DataStored(refresh.FirmId, refresh.EngagementId, now));
        var incomplete = parts.Any(p => p.State is DataSetState.Error or DataSetState.NoPermission);
        refresh.Complete(warnings.Count > 0 || incomplete, now);
    }

    private async Task Meet(ConnectorException trouble, Refresh refresh, EngagementRow row, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        log.LogInformation("Refresh {Refresh} met {Trouble} ({Code}) while {State}.", refresh.Id, trouble.Trouble, trouble.Code, refresh.State);
        IQueryable<EngagementRow>? blocked = null;
        switch (trouble.Trouble)
        {
            case Trouble.RateLimited:
                refresh.Wait(trouble.Code, now + (trouble.RetryAfter ?? TimeSpan.FromMinutes(1)));
                break;
            case Trouble.Unavailable:
                refresh.Retry(trouble.Code, now, Random.Shared.NextDouble());
                break;
            case Trouble.GrantRevoked:
                refresh.Fail(trouble.Code, now, RefreshState.AuthFailed);
                var connection = await db.Connections.SingleAsync(c => c.EngagementId == row.EngagementId, token);
                // The contact may have connected again in the meantime: that grant is not the one that is over.
                await db.Entry(connection).ReloadAsync(token);
                if (connection.State == ConnectionState.Linked && connection.LinkedAt == linkedAt)
                    connection.Revoke();
                row.Mirror(connection);
                blocked = db.Rows.Where(r => r.EngagementId == row.EngagementId);
                break;
            case Trouble.KeyRefused:
                // A key that was entered since is not the one that was refused: the next try uses it.
                if (await db.ConnectorKeys.Where(k => k.Connector == row.Connector && k.EnteredAt <= openedAt).ExecuteUpdateAsync(set => set.SetProperty(k => k.RefusedAt, now), token) == 0)
                {
                    refresh.Retry(trouble.Code, now, Random.Shared.NextDouble());
                    break;
                }

                refresh.Fail(trouble.Code, now);
                blocked = db.Rows.Where(r => r.Connector == row.Connector);
                break;
            default:
                refresh.Fail(trouble.Code, now);
                break;
        }

        await Save(refresh, row, token, blocked);
    }

    private async Task Fail(Refresh refresh, EngagementRow? row, string code, CancellationToken token)
    {
        refresh.Fail(code, clock.GetUtcNow());
        await Save(refresh, row, token);
    }

    /// <summary>Saves what a try came to and, in the same transaction, what it means for who is eligible.</summary>
    private async Task Save(Refresh refresh, EngagementRow? row, CancellationToken token, IQueryable<EngagementRow>? blocked = null)
    {
        var failed = refresh.RunningFor is null ? row : null;
        failed?.Failed(refresh.EndedAt!.Value, refresh.FailureCode!);
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        await db.SaveChangesAsync(token);
        if (failed is not null)
        {
            await episodes.Count(failed, refresh.FailureCode!, refresh.EndedAt!.Value, token);
            await db.SaveChangesAsync(token);
        }

        if (blocked is not null)
            await db.RewriteBlockers(blocked, token);
        await transaction.CommitAsync(token);
    }

    private async Task Enter(Refresh refresh, RefreshState state, CancellationToken token)
    {
        refresh.Enter(state, clock.GetUtcNow());
        await db.SaveChangesAsync(token);
        FailPoint.Here(state.ToString().ToLowerInvariant());
    }
}
