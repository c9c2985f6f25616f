using DataRefresh.Dashboard;

namespace DataRefresh.Refreshes;

/// <summary>Stable codes that tell why an engagement is left out of a batch.</summary>
internal static class RefusalReason
{
    public const string LegalCoverMissing = "legal-cover-missing";
    public const string EulaNotAccepted = "eula-not-accepted";
    public const string CredentialsMissing = "credentials-missing";
    public const string CredentialsOutdated = "credentials-outdated";
    public const string GrantRevoked = "grant-revoked";
    public const string ConnectorKeyMissing = "connector-key-missing";
    public const string Running = "running";
    public const string DailyCapReached = "daily-cap-reached";
    public const string TriggersUsedUp = "triggers-used-up";

    /// <summary>Missing, archived, not online, another firm's or not the caller's to see: all look the same.</summary>
    public const string NotFound = "not-found";

    public static IReadOnlyList<string> All { get; } =
    [
        LegalCoverMissing, EulaNotAccepted, CredentialsMissing, CredentialsOutdated, GrantRevoked, ConnectorKeyMissing,
        Running, DailyCapReached, TriggersUsedUp, NotFound,
    ];

    /// <summary>The order in which reasons are shown.</summary>
    public static int RankOf(string reason) => All.ToList().IndexOf(reason);

    private static readonly (Blockers Blocker, string Reason)[] ByBlocker =
    [
        (Blockers.LegalCoverMissing, LegalCoverMissing),
        (Blockers.EulaNotAccepted, EulaNotAccepted),
        (Blockers.CredentialsMissing, CredentialsMissing),
        (Blockers.CredentialsOutdated, CredentialsOutdated),
        (Blockers.GrantRevoked, GrantRevoked),
        (Blockers.ConnectorKeyMissing, ConnectorKeyMissing),
    ];

    /// <summary>
    /// Why each row would be left out now, or "" where it is eligible: its first blocker, else what the ledger says.
    /// </summary>
    public static IQueryable<LeftOut> Reasons(this IQueryable<EngagementRow> rows, IQueryable<Refresh> ledger, DateOnly today) =>
        rows.Select(row => new LeftOut
        {
            EngagementId = row.EngagementId,
            Reason = ledger.Any(r => r.RunningFor == row.EngagementId) ? Running
                : (row.BlockerBits & (int)Blockers.LegalCoverMissing) != 0 ? LegalCoverMissing
                : (row.BlockerBits & (int)Blockers.EulaNotAccepted) != 0 ? EulaNotAccepted
                : (row.BlockerBits & (int)Blockers.CredentialsMissing) != 0 ? CredentialsMissing
                : (row.BlockerBits & (int)Blockers.CredentialsOutdated) != 0 ? CredentialsOutdated
                : (row.BlockerBits & (int)Blockers.GrantRevoked) != 0 ? GrantRevoked
                : (row.BlockerBits & (int)Blockers.ConnectorKeyMissing) != 0 ? ConnectorKeyMissing
                : ledger.Any(r => r.EngagementId == row.EngagementId && r.SlotOn == today) ? DailyCapReached
                : ledger.Count(r => r.EngagementId == row.EngagementId && r.AcceptedOn == today && r.TriggerNumber != null) >= Refresh.MostTriggersADay ? TriggersUsedUp
                : "",
        });

    /// <summary>The reasons that these blockers are, in the order in which to act.</summary>
    public static IEnumerable<string> AllOf(Blockers blockers)
    {
        foreach (var (blocker, reason) in ByBlocker)
        {
            if (blockers.HasFlag(blocker))
                yield return reason;
        }
    }
}

/// <summary>An engagement and why it is left out; an empty reason where it is not.</summary>
internal sealed class LeftOut
{
    public Guid EngagementId { get; init; }

    public string Reason { get; init; } = "";
}
