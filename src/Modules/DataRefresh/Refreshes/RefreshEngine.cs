using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace DataRefresh.Refreshes;

/// <summary>
/// Runs the refreshes that are due: claims as many as this host has room for, and while some run looks for more.
/// Any number of hosts may do this on one database; each refresh is claimed by one of them.
/// </summary>
internal sealed class RefreshEngine(IServiceScopeFactory scopes, IOptions<RefreshOptions> options, TimeProvider clock, ILogger<RefreshEngine> log)
    : IPump, IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>How soon a host notices that a refresh is no longer its own, because somebody cancelled it.</summary>
    private static readonly TimeSpan LookAtClaim = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim oneRound = new(1);

    /// <summary>Returns when nothing is due and nothing runs any more. While a round is under way another is not begun.</summary>
    public async Task<int> RunAsync(CancellationToken token)
    {
        if (!await oneRound.WaitAsync(0, token))
            return 0;

        var running = new List<Task>();
        try
        {
            for (var begun = 0; ;)
            {
                foreach (var refresh in await Claim(options.Value.MaxConcurrency - running.Count, token))
                {
                    running.Add(RunOne(refresh, token));
                    begun++;
                }

                if (running.Count == 0)
                    return begun;
                await Task.WhenAny(Task.WhenAny(running), Task.Delay(LookAgain, token));
                running.RemoveAll(task => task.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(running);
            oneRound.Release();
        }
    }

    public void Dispose() => oneRound.Dispose();

    private async Task<IReadOnlyList<Refresh>> Claim(int room, CancellationToken token)
    {
        if (room <= 0)
            return [];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DataRefreshDb>();
        var claimed = await db.Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter])
            .Where(r => r.RunningFor != null)
            .Claim(room, options.Value.Lease, clock.GetUtcNow(), token);
        if (claimed.Count > 0)
            FailPoint.Here("claimed");
        return claimed;
    }

    private async Task RunOne(Refresh claimed, CancellationToken token)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(token);
        var renewal = KeepLease(claimed, lost);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(claimed.FirmId);
            await scope.ServiceProvider.GetRequiredService<RefreshRun>().Run(claimed.Id, claimed.Fence, lost.Token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await LetGo(claimed);
        }
        catch (Exception trouble) when (lost.IsCancellationRequested || trouble is DbUpdateConcurrencyException)
        {
            log.LogInformation("Refresh {Refresh} was cancelled or taken over; this host lets go.", claimed.Id);
        }
        catch (Exception trouble)
        {
            log.LogError(trouble, "Refresh {Refresh} could not be recorded; it is taken up again when its lease runs out.", claimed.Id);
        }
        finally
        {
            await lost.CancelAsync();
            await renewal;
        }
    }

    /// <summary>A host that is stopped in good order is not one that died: another may go on at once.</summary>
    private async Task LetGo(Refresh claimed)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DataRefreshDb>();
        await db.Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter]).LetGo(claimed.Id, claimed.Fence, CancellationToken.None);
    }

    private async Task KeepLease(Refresh claimed, CancellationTokenSource lost)
    {
        var lease = options.Value.Lease;
        try
        {
            for (var renewed = clock.GetTimestamp(); ;)
            {
                await Task.Delay(lease / 3 < LookAtClaim ? lease / 3 : LookAtClaim, lost.Token);
                await using var scope = scopes.CreateAsyncScope();
                var refreshes = scope.ServiceProvider.GetRequiredService<DataRefreshDb>().Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter]);
                var due = clock.GetElapsedTime(renewed) >= lease / 3;
                var kept = due
                    ? await refreshes.Renew(claimed.Id, claimed.Fence, clock.GetUtcNow() + lease, lost.Token)
                    : await refreshes.AnyAsync(r => r.Id == claimed.Id && r.Fence == claimed.Fence, lost.Token);
                if (!kept)
                    await lost.CancelAsync();
                if (due)
                    renewed = clock.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
        }
        catch (Exception trouble)
        {
            // Without its lease the refresh must not go on: the fence would refuse what it saves.
            log.LogWarning(trouble, "The lease of refresh {Refresh} could not be renewed.", claimed.Id);
            await lost.CancelAsync();
        }
    }
}
