using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SharedKernel.Persistence;

/// <summary>
/// A row that is a piece of work, done by whichever host claims it first. A claim is a lease with a fencing number:
/// when the lease runs out another host takes over, and what the first one still tries to write is refused because
/// the number has moved on.
/// </summary>
public abstract class Work
{
    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>Not to be claimed before this instant.</summary>
    public DateTimeOffset DueAt { get; protected set; }

    public Guid? ClaimId { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Counts the claims. A concurrency token: only the newest claim can save.</summary>
    public long Fence { get; private set; }

    /// <summary>How often the work was found with a lease that ran out, so by a host that died or hung.</summary>
    public int Takeovers { get; private set; }

    /// <summary>Lets go of the claim, in the same save as what the work came to.</summary>
    protected void Release() => LeaseUntil = null;

    internal static void Map<T>(EntityTypeBuilder<T> work)
        where T : Work
    {
        work.HasKey(w => w.Id);
        work.Property(w => w.Id).ValueGeneratedNever();
        work.Property(w => w.Fence).IsConcurrencyToken();
    }
}

public static class Claims
{
    /// <summary>Maps the columns that claiming needs.</summary>
    public static void IsWork<T>(this EntityTypeBuilder<T> work)
        where T : Work => Work.Map(work);

    /// <summary>
    /// Claims up to <paramref name="most"/> of the open rows that are due and free, for <paramref name="lease"/>.
    /// Conditional updates only, no lock hints: the same on every engine.
    /// </summary>
    public static async Task<IReadOnlyList<T>> Claim<T>(
        this IQueryable<T> open, int most, TimeSpan lease, DateTimeOffset now, CancellationToken token)
        where T : Work
    {
        var free = open.Where(w => w.DueAt <= now && (w.LeaseUntil == null || w.LeaseUntil < now));
        var candidates = await free.OrderBy(w => w.DueAt).Select(w => w.Id).Take(most).ToListAsync(token);
        if (candidates.Count == 0)
            return [];

        var claim = Guid.CreateVersion7();
        var until = now + lease;
        await free.Where(w => candidates.Contains(w.Id)).ExecuteUpdateAsync(
            set => set
                .SetProperty(w => w.ClaimId, claim)
                .SetProperty(w => w.LeaseUntil, until)
                .SetProperty(w => w.Fence, w => w.Fence + 1)
                .SetProperty(w => w.Takeovers, w => w.LeaseUntil == null ? w.Takeovers : w.Takeovers + 1),
            token);

        return await open.AsTracking().Where(w => w.ClaimId == claim).OrderBy(w => w.DueAt).ToListAsync(token);
    }

    /// <summary>Prolongs a lease; false when another host has taken the work over, which must then be let go.</summary>
    public static async Task<bool> Renew<T>(
        this IQueryable<T> rows, Guid id, long fence, DateTimeOffset until, CancellationToken token)
        where T : Work =>
        await rows.Where(w => w.Id == id && w.Fence == fence && w.LeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.LeaseUntil, until), token) == 1;

    /// <summary>Lets go of a claim without having done the work, so that it need not wait for its lease to run out.</summary>
    public static Task LetGo<T>(this IQueryable<T> rows, Guid id, long fence, CancellationToken token)
        where T : Work =>
        rows.Where(w => w.Id == id && w.Fence == fence)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.LeaseUntil, (DateTimeOffset?)null), token);
}
