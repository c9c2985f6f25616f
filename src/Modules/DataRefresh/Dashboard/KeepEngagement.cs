using Engagements.Contracts;
using SharedKernel.Messaging;

namespace DataRefresh.Dashboard;

/// <summary>Keeps the dashboard's row and who sees it in step with the engagement.</summary>
internal sealed class KeepEngagement(DataRefreshDb db) : IHandle<EngagementChanged>
{
    public async Task Handle(EngagementChanged happened, CancellationToken token)
    {
        var row = await db.Rows.SingleOrDefaultAsync(r => r.EngagementId == happened.EngagementId, token);
        if (row is null)
            db.Rows.Add(row = new EngagementRow { EngagementId = happened.EngagementId, FirmId = happened.FirmId });
        if (!row.Apply(happened))
            return;

        await MoveConnection(row, token);
        await db.Sights.Where(s => s.EngagementId == row.EngagementId).ExecuteDeleteAsync(token);
        foreach (var staffId in happened.VisibleTo.Distinct())
            db.Sights.Add(new EngagementSight { EngagementId = row.EngagementId, StaffId = staffId, FirmId = row.FirmId });
        await db.SaveChangesAsync(token);
        await db.RewriteBlockers(db.Rows.Where(r => r.EngagementId == row.EngagementId), token);
    }

    /// <summary>A grant to one connector opens nothing for another.</summary>
    private async Task MoveConnection(EngagementRow row, CancellationToken token)
    {
        var connection = await db.Connections.SingleOrDefaultAsync(c => c.EngagementId == row.EngagementId, token);
        if (connection is null || row.Connector is null || connection.Connector == row.Connector)
            return;
        connection.MoveTo(row.Connector);
        row.Mirror(connection);
        db.ConnectionTokens.RemoveRange(await db.ConnectionTokens.Where(t => t.EngagementId == row.EngagementId).ToListAsync(token));
    }
}
