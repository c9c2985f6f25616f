using DataRefresh.Connectors;
using DataRefresh.Contracts;
using DataRefresh.Dashboard;
using DataRefresh.Refreshes;

namespace DataRefresh.Connections;

/// <summary>
/// Asks the vendor whether contacts have granted access: when one comes back from there, and in the background for
/// those who do not come back.
/// </summary>
internal sealed class NoticeLinks(DataRefreshDb db, IEnumerable<IDoor> doors, TimeProvider clock)
{
    public async Task<ConnectionState> Notice(Connection connection, CancellationToken token)
    {
        if (connection.State != ConnectionState.Pending || await doors.Of(connection.Connector).Read(connection, token) != LinkState.Linked)
            return connection.State;

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        // The contact's return and another host's look may both have found it pending: one of them goes on.
        var isFirst = await db.Connections
            .Where(c => c.EngagementId == connection.EngagementId && c.State == ConnectionState.Pending && c.OfferedAt == connection.OfferedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, ConnectionState.Linked), token) == 1;
        if (!isFirst)
        {
            await db.Entry(connection).ReloadAsync(token);
            return connection.State;
        }

        connection.Link(now);
        var row = await db.Rows.SingleAsync(r => r.EngagementId == connection.EngagementId, token);
        row.Mirror(connection);
        row.OweFetch(row.ContactName);
        db.Announce(new CustomerConnected(row.FirmId, row.EngagementId, now));
        await db.SaveChangesAsync(token);
        await db.RewriteBlockers(db.Rows.Where(r => r.EngagementId == row.EngagementId), token);
        await transaction.CommitAsync(token);
        await db.FetchOwed(row.EngagementId, now, token);
        return connection.State;
    }
}
