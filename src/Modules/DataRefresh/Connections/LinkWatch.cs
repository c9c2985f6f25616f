using DataRefresh.Connectors;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace DataRefresh.Connections;

/// <summary>Finds the links of contacts who granted access and closed the window.</summary>
internal sealed class LinkWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NoticeLinks> log) : IPump
{
    private static readonly TimeSpan OfferLasts = TimeSpan.FromDays(30);

    public async Task<int> RunAsync(CancellationToken token)
    {
        await using var outer = scopes.CreateAsyncScope();
        var offeredAfter = clock.GetUtcNow() - OfferLasts;
        var pending = await outer.ServiceProvider.GetRequiredService<DataRefreshDb>().Connections
            .IgnoreQueryFilters([ModuleDb.FirmFilter])
            .Where(c => c.State == ConnectionState.Pending && c.OfferedAt > offeredAfter)
            .Select(c => new { c.FirmId, c.EngagementId })
            .ToListAsync(token);
        var noticed = 0;
        foreach (var one in pending)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(one.FirmId);
            var db = scope.ServiceProvider.GetRequiredService<DataRefreshDb>();
            try
            {
                var connection = await db.Connections.SingleAsync(c => c.EngagementId == one.EngagementId, token);
                if (await scope.ServiceProvider.GetRequiredService<NoticeLinks>().Notice(connection, token) == ConnectionState.Linked)
                    noticed++;
            }
            catch (ConnectorException trouble) when (trouble.Trouble == Trouble.NotSetUp)
            {
                // Shown at Settings > Connectors, and no news at every look.
            }
            catch (ConnectorException trouble)
            {
                log.LogInformation("The link of engagement {Engagement} could not be read: {Code}.", one.EngagementId, trouble.Code);
            }
        }

        return noticed;
    }
}
