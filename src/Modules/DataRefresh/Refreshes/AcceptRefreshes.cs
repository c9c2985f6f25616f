using DataRefresh.Dashboard;

namespace DataRefresh.Refreshes;

/// <summary>
/// Writes a batch into the ledger in one statement each for the accepted and the refused, whatever its size. What two
/// batches race for is decided by the ledger's unique indexes.
/// </summary>
internal static class AcceptRefreshes
{
    /// <summary>Accepts what is eligible of the selection; answers how many.</summary>
    public static Task<int> Accept(this DataRefreshDb db, IQueryable<EngagementRow> selected, Batch batch, DateOnly today, CancellationToken token)
    {
        var ledger = db.Refreshes;
        var eligible = RefreshStatus.Active.Among(selected, ledger, today).Select(row => new
        {
            row.EngagementId,
            TriggerNumber = 1 + ledger.Count(r => r.EngagementId == row.EngagementId && r.AcceptedOn == today && r.TriggerNumber != null),
        });
        return new SetInsert<Refresh>(db)
            .NewKey(r => r.Id)
            .Set(r => r.FirmId, batch.FirmId)
            .Copy(r => r.EngagementId, "EngagementId")
            .Set(r => r.BatchId, batch.Id)
            .Set(r => r.AcceptedAt, batch.StartedAt)
            .Set(r => r.AcceptedOn, today)
            .Copy(r => r.TriggerNumber, "TriggerNumber")
            .Set(r => r.SlotOn, today)
            .Copy(r => r.RunningFor, "EngagementId")
            .Set(r => r.State, RefreshState.Queued)
            .Set(r => r.DueAt, batch.StartedAt)
            .Set(r => r.Attempts, 0)
            .Set(r => r.DataSetsDone, 0)
            .Set(r => r.DataSetsInAll, 0)
            .Set(r => r.Fence, 0)
            .Set(r => r.Takeovers, 0)
            .From(eligible, token);
    }

    /// <summary>Records what of the selection this batch left out, and why.</summary>
    public static Task<int> Refuse(this DataRefreshDb db, IQueryable<EngagementRow> selected, Batch batch, DateOnly today, CancellationToken token)
    {
        var left = selected
            .Where(row => !db.Refreshes.Any(r => r.BatchId == batch.Id && r.EngagementId == row.EngagementId))
            .Reasons(db.Refreshes, today)
            // Whoever lost a race to a refresh that has ended meanwhile: to the person who asked it was running.
            .Select(l => new { l.EngagementId, Reason = l.Reason == "" ? RefusalReason.Running : l.Reason });
        return new SetInsert<Refusal>(db)
            .Set(r => r.BatchId, batch.Id)
            .Copy(r => r.EngagementId, "EngagementId")
            .Set(r => r.FirmId, batch.FirmId)
            .Copy(r => r.Reason, "Reason")
            .From(left, token);
    }
}
