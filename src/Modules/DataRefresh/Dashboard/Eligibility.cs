using System.Linq.Expressions;
using DataRefresh.Connections;
using DataRefresh.Firms;

namespace DataRefresh.Dashboard;

/// <summary>
/// The one place where it is decided why an engagement is inactive. The bits are rewritten, in SQL, whenever
/// something they depend on has changed; nothing else writes them.
/// </summary>
internal static class Eligibility
{
    /// <param name="lacking">Codes of the connectors for which the firm would need a key, and has none that works.</param>
    public static Expression<Func<EngagementRow, int>> BlockerBits(int requiredEula, DateTimeOffset introducedAt, IReadOnlyCollection<string> lacking) =>
        row => (row.LegalCoverOn == null ? (int)Blockers.LegalCoverMissing : 0)
            + (row.AcceptedEula < requiredEula || row.AcceptedEula == 0 ? (int)Blockers.EulaNotAccepted : 0)
            + (row.Connection == ConnectionState.None || row.Connection == ConnectionState.Pending ? (int)Blockers.CredentialsMissing : 0)
            + (row.Connection == ConnectionState.Linked && (row.LinkedAt == null || row.LinkedAt < introducedAt) ? (int)Blockers.CredentialsOutdated : 0)
            + (row.Connection == ConnectionState.Revoked ? (int)Blockers.GrantRevoked : 0)
            + (row.Connector != null && lacking.Contains(row.Connector) ? (int)Blockers.ConnectorKeyMissing : 0);

    /// <summary>Rewrites the blockers of these rows of the current firm.</summary>
    public static async Task RewriteBlockers(this DataRefreshDb db, IQueryable<EngagementRow> rows, CancellationToken token)
    {
        var firm = await db.ThisFirm(token);
        var working = await db.ConnectorKeys.Where(k => k.RefusedAt == null).Select(k => k.Connector).ToListAsync(token);
        var bits = BlockerBits(firm.RequiredEula, firm.IntroducedAt, [.. ConnectorKey.Needed.Except(working)]);
        await rows.ExecuteUpdateAsync(set => set.SetProperty(r => r.BlockerBits, bits), token);
    }
}
