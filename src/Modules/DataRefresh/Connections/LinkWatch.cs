using System.Collections.Concurrent;
using DataRefresh.Connectors;
using DataRefresh.Refreshes;
using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace DataRefresh.Connections;

/// <summary>
/// Finds the links of contacts who granted access and closed the window, notices who closed it without having granted,
/// and begins what is owed to contacts.
/// </summary>
internal sealed class LinkWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NoticeLinks> log) : IPump
{
    private static readonly TimeSpan OfferLasts = TimeSpan.FromDays(30);

    /// <summary>No vendor tells of a closed window. Whoever takes longer than this to grant is still welcome.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> lookedAt = [];

    public async Task<int> RunAsync(CancellationToken token)
    {
        await using var outer = scopes.CreateAsyncScope();
        var all = outer.ServiceProvider.GetRequiredService<DataRefreshDb>();
        var now = clock.GetUtcNow();
        var offeredAfter = now - OfferLasts;
        var pending = await all.Connections
            .IgnoreQueryFilters([ModuleDb.FirmFilter])
            .Where(c => c.State == ConnectionState.Pending && c.OfferedAt > offeredAfter
                && all.Rows.Any(r => r.EngagementId == c.EngagementId && r.Connector == c.Connector && !r.Archived))
            .Select(c => new { c.FirmId, c.EngagementId, WentAt = c.SentAt ?? c.OfferedAt })
            .ToListAsync(token);
        foreach (var past in lookedAt.Keys.Except(pending.Select(c => c.EngagementId)).ToList())
            lookedAt.TryRemove(past, out _);
        var noticed = 0;
        foreach (var one in pending.Where(c => (now - lookedAt.GetValueOrDefault(c.EngagementId)).Duration() >= Pause(now - c.WentAt)))
        {
            lookedAt[one.EngagementId] = now;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(one.FirmId);
            var db = scope.ServiceProvider.GetRequiredService<DataRefreshDb>();
            try
            {
                var connection = await db.Connections.SingleAsync(c => c.EngagementId == one.EngagementId, token);
                if (await scope.ServiceProvider.GetRequiredService<NoticeLinks>().Notice(connection, token) == ConnectionState.Linked)
                    noticed++;
                else if (connection is { State: ConnectionState.Pending, LeftAt: null } && clock.GetUtcNow() - connection.SentAt > Patience)
                    await GiveUp(db, connection, token);
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

    /// <summary>Vendors count calls by the day: who has been away for long is looked for seldom.</summary>
    private static TimeSpan Pause(TimeSpan away) =>
        away < Patience + TimeSpan.FromMinutes(5) ? TimeSpan.Zero : away < TimeSpan.FromDays(1) ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(6);

    // By conditions, not by what was read before the vendor was asked: the contact may have come back in between.
    private async Task GiveUp(DataRefreshDb db, Connection silent, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        var left = await db.Connections
            .Where(c => c.EngagementId == silent.EngagementId && c.State == ConnectionState.Pending && c.LeftAt == null && c.SentAt == silent.SentAt
                && !db.ConnectionTokens.Any(t => t.EngagementId == c.EngagementId && t.RefusedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LeftAt, now).SetProperty(c => c.LeftCode, Connection.ConsentLeft), token);
        if (left > 0)
            await db.Rows.Where(r => r.EngagementId == silent.EngagementId)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeftAt, now).SetProperty(r => r.LeftCode, Connection.ConsentLeft), token);
        await transaction.CommitAsync(token);
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
