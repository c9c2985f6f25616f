using DataRefresh.Dashboard;
using Engagements.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Refreshes;

/// <summary>
/// One line of the refresh ledger: one pull of one engagement's data. Its unique indexes hold the invariants: one
/// that runs per engagement, one slot per engagement and local day, three triggers a day.
/// </summary>
internal sealed class Refresh : Work, IFirmOwned
{
    public const int MostTriggersADay = 3;
    public const int MostAttempts = 5;

    /// <summary>A refresh that took its host down this often is given up, so that it cannot stop the others.</summary>
    public const int MostTakeovers = 3;

    private Refresh()
    {
    }

    public Guid FirmId { get; private init; }

    public Guid EngagementId { get; private init; }

    public Guid BatchId { get; private init; }

    public DateTimeOffset AcceptedAt { get; private init; }

    /// <summary>The firm's local date on which it was accepted.</summary>
    public DateOnly AcceptedOn { get; private init; }

    /// <summary>1 to <see cref="MostTriggersADay"/> on that date; null for the customer's own fetch, which counts as no trigger.</summary>
    public int? TriggerNumber { get; private init; }

    /// <summary>The date whose slot it holds; null once the slot was given back.</summary>
    public DateOnly? SlotOn { get; private set; }

    /// <summary>The engagement while the refresh has not ended, else null.</summary>
    public Guid? RunningFor { get; private set; }

    public RefreshState State { get; private set; }

    /// <summary>Tries that failed for a passing reason.</summary>
    public int Attempts { get; private set; }

    /// <summary>What is read, and the period; set when the first try begins.</summary>
    public RequestedScope? Scope { get; private set; }

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public int DataSetsDone { get; private set; }

    public int DataSetsInAll { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it waits or failed: a connector's code, or one of the engine's own.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>The state in which it failed.</summary>
    public RefreshState? FailedIn { get; private set; }

    /// <summary>Who cancelled it.</summary>
    public string? CancelledByName { get; private set; }

    /// <summary>The customer's own fetch: it takes no slot.</summary>
    public static Refresh OwnFetch(EngagementRow row, Guid batchId, DateOnly today, DateTimeOffset now) => new()
    {
        FirmId = row.FirmId,
        EngagementId = row.EngagementId,
        RunningFor = row.EngagementId,
        BatchId = batchId,
        AcceptedAt = now,
        AcceptedOn = today,
        DueAt = now,
    };

    /// <summary>Settles what is read. A later try of the same refresh reads the same.</summary>
    public void Begin(RequestedScope scope, DateOnly from, DateOnly to, DateTimeOffset now)
    {
        (Scope, From, To) = (Scope ?? scope, From ?? from, To ?? to);
        Enter(RefreshState.Authorising, now);
    }

    public void Enter(RefreshState state, DateTimeOffset now)
    {
        State = state;
        StartedAt ??= now;
    }

    public void Fetched(int done, int inAll) => (DataSetsDone, DataSetsInAll) = (done, inAll);

    /// <summary>The vendor asks to be left alone: the same refresh goes on later, and no attempt is counted.</summary>
    public void Wait(string code, DateTimeOffset until)
    {
        (State, FailureCode, DueAt) = (RefreshState.Queued, code, until);
        Release();
    }

    /// <summary>A passing trouble: tries again, at most <see cref="MostAttempts"/> times in all.</summary>
    /// <param name="jitter">0 to 1, so that what failed together does not come back together.</param>
    public void Retry(string code, DateTimeOffset now, double jitter)
    {
        Attempts++;
        if (Attempts >= MostAttempts)
        {
            Fail(code, now);
            return;
        }

        Wait(code, now + TimeSpan.FromSeconds(5 + (jitter * 30 * Math.Pow(2, Attempts - 1))));
    }

    public void Complete(bool withWarnings, DateTimeOffset now)
    {
        FailureCode = null;
        End(withWarnings ? RefreshState.CompletedWithWarnings : RefreshState.Completed, now);
    }

    /// <summary>Ends without data: the day's slot is given back.</summary>
    public void Fail(string code, DateTimeOffset now, RefreshState end = RefreshState.Failed)
    {
        (FailedIn, FailureCode, SlotOn) = (State, code, null);
        End(end, now);
    }

    private void End(RefreshState state, DateTimeOffset now)
    {
        (State, EndedAt, RunningFor) = (state, now, null);
        Release();
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Refresh>
    {
        public void Configure(EntityTypeBuilder<Refresh> refresh)
        {
            refresh.ToTable("refreshes", table => table.HasCheckConstraint("ck_refreshes_triggers", "\"TriggerNumber\" BETWEEN 1 AND 3"));
            refresh.IsWork();
            refresh.Property(r => r.FailureCode).HasMaxLength(60);
            refresh.Property(r => r.CancelledByName).HasMaxLength(200);
            refresh.HasIndex(r => r.RunningFor).IsUnique().HasFilter("\"RunningFor\" IS NOT NULL");
            refresh.HasIndex(r => new { r.EngagementId, r.SlotOn }).IsUnique().HasFilter("\"SlotOn\" IS NOT NULL");
            refresh.HasIndex(r => new { r.EngagementId, r.AcceptedOn, r.TriggerNumber }).IsUnique().HasFilter("\"TriggerNumber\" IS NOT NULL");
            refresh.HasIndex(r => new { r.BatchId, r.State });
            refresh.HasIndex(r => new { r.FirmId, r.EngagementId, r.AcceptedAt });
            refresh.HasIndex(r => new { r.FirmId, r.AcceptedOn, r.State });
            refresh.HasIndex(r => r.DueAt).HasFilter("\"RunningFor\" IS NOT NULL");
            refresh.HasIndex(r => r.ClaimId);
        }
    }
}
