using System.Linq.Expressions;
using SharedKernel.Access;

namespace DataRefresh.Refreshes;

/// <summary>
/// Ends refreshes that have not begun storing. One conditional update decides between it and the host that runs the
/// refresh: the fence moves on with it, so whatever that host still saves is refused.
/// </summary>
internal static class Cancelling
{
    /// <summary>Under way, with nothing stored yet.</summary>
    public static Expression<Func<Refresh, bool>> Possible { get; } = r => r.RunningFor != null
        && (r.State == RefreshState.Queued || r.State == RefreshState.Authorising || r.State == RefreshState.Fetching || r.State == RefreshState.Validating);

    public static bool IsPossibleIn(RefreshState state) =>
        state is RefreshState.Queued or RefreshState.Authorising or RefreshState.Fetching or RefreshState.Validating;

    /// <summary>Answers how many were cancelled. The day's slot is given back; the trigger stays used.</summary>
    public static Task<int> Cancel(this IQueryable<Refresh> refreshes, Person by, DateTimeOffset now, CancellationToken token) =>
        refreshes.Where(Possible).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.State, RefreshState.Cancelled)
                .SetProperty(r => r.CancelledByName, by.Name)
                .SetProperty(r => r.EndedAt, now)
                .SetProperty(r => r.FailureCode, (string?)null)
                .SetProperty(r => r.SlotOn, (DateOnly?)null)
                .SetProperty(r => r.RunningFor, (Guid?)null)
                .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(r => r.Fence, r => r.Fence + 1),
            token);
}
