using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Connections;

/// <summary>
/// Asks the vendor whether contacts have granted access: when one comes back from there, and in the background for
/// those who do not come back.
/// </summary>
internal sealed class NoticeLinks(DataRefreshDb db, IEnumerable<IConnector> connectors, Vault vault, TimeProvider clock)
{
    public async Task<ConnectionState> Notice(Connection connection, CancellationToken token)
    {
        if (connection.State != ConnectionState.Pending || await db.OpenKey(vault, connection.Connector, token) is not { } apiKey)
            return connection.State;

        var link = await connectors.Single(c => c.Code == connection.Connector).ReadLink(apiKey, connection.ExternalId, token);
        if (link != LinkState.Linked)
            return connection.State;

        connection.Link(clock.GetUtcNow());
        var row = await db.Rows.SingleAsync(r => r.EngagementId == connection.EngagementId, token);
        row.Mirror(connection);
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        await db.SaveChangesAsync(token);
        await db.RewriteBlockers(db.Rows.Where(r => r.EngagementId == row.EngagementId), token);
        await transaction.CommitAsync(token);
        return connection.State;
    }

    /// <summary>The vendor's link page sends the contact here.</summary>
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/portal/data-refresh/connections/return", async (
                string? companyId, DataRefreshDb db, Current current, NoticeLinks links, Toasts toasts, IStringLocalizer<Text> words,
                ILogger<NoticeLinks> log, CancellationToken token) =>
            {
                var connection = await db.Connections
                    .Where(c => db.RowsOf(current.Person).Any(r => r.EngagementId == c.EngagementId))
                    .SingleOrDefaultAsync(c => c.ExternalId == companyId, token);
                var state = ConnectionState.None;
                try
                {
                    if (connection is not null)
                        state = await links.Notice(connection, token);
                }
                catch (ConnectorException trouble)
                {
                    log.LogInformation("The link of {Company} could not be read yet: {Code}.", companyId, trouble.Code);
                }

                if (state == ConnectionState.Linked)
                    toasts.Show(words["Connection_Made"]);
                else
                    toasts.Show(words["Connection_NotMade"], Tone.Warning);
                return TypedResults.LocalRedirect("/portal/data-refresh/connections");
            }).ForPortal();
    }
}
