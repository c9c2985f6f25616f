using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedKernel.Messaging;

/// <summary>
/// Work that lives in our tables and is done in rounds. The host's schedule ticks it; ticking twice at once, or on
/// two hosts, is harmless because the rows are claimed.
/// </summary>
public interface IPump
{
    /// <summary>Does what is due now and tells how many rows it dealt with.</summary>
    Task<int> RunAsync(CancellationToken token);
}

/// <summary>Delivers as soon as something was committed on this host; the schedule finds what other hosts left.</summary>
internal sealed class OutboxWakeUp(OutboxSignal signal, OutboxDelivery delivery, ILogger<OutboxWakeUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.Wait(stoppingToken);
                await delivery.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble)
            {
                log.LogError(trouble, "A round of delivery failed; the next tick tries again.");
            }
        }
    }
}
