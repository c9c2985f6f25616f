namespace DataRefresh.Refreshes;

/// <summary>What became of one click.</summary>
/// <param name="Accepted">How many refreshes were accepted.</param>
/// <param name="Refused">How many were left out, by reason.</param>
public sealed record BatchAnswer(Guid BatchId, int Accepted, IReadOnlyList<RefusedCount> Refused)
{
    internal static async Task<BatchAnswer> Read(DataRefreshDb db, Batch batch, CancellationToken token) =>
        new(batch.Id, batch.Accepted, await RefusedCount.Read(db, batch.Id, token));
}

public sealed record RefusedCount(string Reason, int Count)
{
    internal static async Task<IReadOnlyList<RefusedCount>> Read(DataRefreshDb db, Guid batchId, CancellationToken token) =>
        await db.Refusals.Where(r => r.BatchId == batchId)
            .GroupBy(r => r.Reason)
            .OrderBy(g => g.Key)
            .Select(g => new RefusedCount(g.Key, g.Count()))
            .ToListAsync(token);
}
