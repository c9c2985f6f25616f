using DataRefresh.Contracts;
using DataRefresh.Dashboard;

namespace DataRefresh.Connections;

/// <summary>Answers the other modules from the dashboard's own row. The firm is an argument, and also the filter.</summary>
internal sealed class EngagementData(DataRefreshDb db) : IEngagementData
{
    public async Task<DataStanding> Of(Guid firmId, Guid engagementId, CancellationToken token)
    {
        var row = await db.Rows.Where(r => r.EngagementId == engagementId && r.FirmId == firmId)
            .Select(r => new { r.Connector, r.Connection, r.BlockerBits, r.LastSuccessAt, Reading = db.Refreshes.Any(x => x.RunningFor == r.EngagementId) })
            .SingleOrDefaultAsync(token);
        if (row is null)
            return new DataStanding(null, LinkStanding.Missing, KeyMissing: false, Reading: false, null);
        var blockers = (Blockers)row.BlockerBits;
        var link = row.Connection switch
        {
            ConnectionState.Linked => blockers.HasFlag(Blockers.CredentialsOutdated) ? LinkStanding.Outdated : LinkStanding.Connected,
            ConnectionState.Revoked => LinkStanding.Revoked,
            _ => LinkStanding.Missing,
        };
        return new DataStanding(row.Connector, link, blockers.HasFlag(Blockers.ConnectorKeyMissing), row.Reading, row.LastSuccessAt);
    }
}
