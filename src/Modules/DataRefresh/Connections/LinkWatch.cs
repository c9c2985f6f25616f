using DataRefresh.Connectors;
using DataRefresh.Refreshes;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace DataRefresh.Connections;

/// <summary>Finds the links of contacts who granted access and closed the window, and begins what is owed to contacts.</summary>
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

        return noticed + await Fetch(token);
    }

    /// <summary>What is owed and has nothing in its way any more: the grant came before the rest.</summary>
    private async Task<int> Fetch(CancellationToken token)
    {
        await using var outer = scopes.CreateAsyncScope();
        var all = outer.ServiceProvider.GetRequiredService<DataRefreshDb>();
        var running = all.Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter]);
        var owed = await all.Rows.IgnoreQueryFilters([ModuleDb.FirmFilter])
            .Where(r => r.FetchOwedTo != null && r.BlockerBits == 0 && !r.Archived && !running.Any(x => x.RunningFor == r.EngagementId))
            .Select(r => new { r.FirmId, r.EngagementId })
            .ToListAsync(token);
        foreach (var one in owed)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(one.FirmId);
            await scope.ServiceProvider.GetRequiredService<DataRefreshDb>().FetchOwed(one.EngagementId, clock.GetUtcNow(), token);
        }

        return owed.Count;
    }
}
