using DataRefresh.Refreshes;

namespace DataRefresh.Dashboard;

/// <summary>The data refresh status: active or inactive, overlaid by what the ledger says.</summary>
public enum RefreshStatus
{
    Active,
    Inactive,
    Running,
    CapReached,
}

internal static class RefreshStatuses
{
    /// <summary>The rows that have this status on this local date. Running wins, then the blockers, then the cap.</summary>
    public static IQueryable<EngagementRow> Among(this RefreshStatus status, IQueryable<EngagementRow> rows, IQueryable<Refresh> ledger, DateOnly today) => status switch
    {
        RefreshStatus.Running => rows.Where(r => ledger.Any(x => x.RunningFor == r.EngagementId)),
        RefreshStatus.Inactive => rows.Where(r => r.BlockerBits != 0 && !ledger.Any(x => x.RunningFor == r.EngagementId)),
        RefreshStatus.CapReached => rows.Where(r => r.BlockerBits == 0 && !ledger.Any(x => x.RunningFor == r.EngagementId)
            && (ledger.Any(x => x.EngagementId == r.EngagementId && x.SlotOn == today)
                || ledger.Count(x => x.EngagementId == r.EngagementId && x.AcceptedOn == today && x.TriggerNumber != null) >= Refresh.MostTriggersADay)),
        _ => rows.Where(r => r.BlockerBits == 0 && !ledger.Any(x => x.RunningFor == r.EngagementId)
            && !ledger.Any(x => x.EngagementId == r.EngagementId && x.SlotOn == today)
            && ledger.Count(x => x.EngagementId == r.EngagementId && x.AcceptedOn == today && x.TriggerNumber != null) < Refresh.MostTriggersADay),
    };

    /// <summary>The same rule for a row whose ledger facts are known.</summary>
    public static RefreshStatus Of(int blockerBits, bool running, bool capReached) =>
        running ? RefreshStatus.Running
        : blockerBits != 0 ? RefreshStatus.Inactive
        : capReached ? RefreshStatus.CapReached
        : RefreshStatus.Active;
}
