using DataRefresh.Firms;
using SharedKernel.Persistence;

namespace DataRefresh.Refreshes;

/// <summary>
/// The customer's own fetch: owed from the moment the contact grants access, begun as soon as nothing stands in its
/// way. It takes no slot of the day and counts as no trigger.
/// </summary>
internal static class OwnFetch
{
    /// <summary>Begins the fetch that is owed for this engagement, unless something stands in the way or it is being read already.</summary>
    public static async Task FetchOwed(this DataRefreshDb db, Guid engagementId, DateTimeOffset now, CancellationToken token)
    {
        var row = await db.Rows.AsNoTracking().SingleOrDefaultAsync(
            r => r.EngagementId == engagementId && r.FetchOwedTo != null && r.BlockerBits == 0 && !r.Archived
                && !db.Refreshes.Any(x => x.RunningFor == engagementId),
            token);
        if (row is null)
            return;

        var firm = await db.ThisFirm(token);
        var batch = new Batch
        {
            FirmId = row.FirmId,
            StartedBy = row.ContactId ?? Guid.Empty,
            StartedByName = row.FetchOwedTo!,
            StartedAt = now,
            IdempotencyKey = Guid.CreateVersion7().ToString("N"),
            Accepted = 1,
        };
        db.Batches.Add(batch);
        db.Refreshes.Add(Refresh.OwnFetch(row, batch.Id, firm.DayOf(now), now));
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        try
        {
            await db.Rows.Where(r => r.EngagementId == engagementId).ExecuteUpdateAsync(set => set.SetProperty(r => r.FetchOwedTo, (string?)null), token);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
        }
        catch (DbUpdateException twice) when (twice.IsDuplicateKey())
        {
            // Another host was first, or somebody of the firm: the data is being read, which is what was owed.
            db.ChangeTracker.Clear();
        }
    }
}
