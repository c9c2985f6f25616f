using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SharedKernel.Modules;

namespace SharedKernel.Persistence;

/// <summary>Ready when every module's database answers; tells how far behind the delivery of events is.</summary>
internal sealed class DatabaseHealth(IServiceScopeFactory scopes, ModuleSet modules, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan LongLag = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lags = new Dictionary<string, object>();
        await using var scope = scopes.CreateAsyncScope();
        foreach (var module in modules.All)
        {
            try
            {
                var oldest = await module.Db(scope.ServiceProvider).Outbox.MinAsync(m => (DateTimeOffset?)m.AnnouncedAt, cancellationToken);
                lags[module.Name] = oldest is { } at ? clock.GetUtcNow() - at : TimeSpan.Zero;
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy($"The database of {module.Name} does not answer.", trouble);
            }
        }

        return lags.Values.Any(lag => (TimeSpan)lag > LongLag)
            ? HealthCheckResult.Degraded("Events are delivered late.", data: lags)
            : HealthCheckResult.Healthy(data: lags);
    }
}
