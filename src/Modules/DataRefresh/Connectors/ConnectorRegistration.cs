using DataRefresh.Connectors.Codat;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SharedKernel.Persistence;

namespace DataRefresh.Connectors;

/// <summary>Puts connectors, the snapshot store and the vault into a host.</summary>
internal static class ConnectorRegistration
{
    /// <summary>
    /// Reads <c>Connectors</c> and <c>Storage:Directory</c> when first used. Connectors are singletons: limits, breakers and
    /// connection pools are per host.
    /// </summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TokenKeeper>();
        services.AddCodat();
        services.AddXero();

        services.AddSingleton(host => new BlobFolder(Storage(host).PathTo("blobs"), host.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SnapshotWriter>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<TrialBalanceSnapshot>();
        services.AddSingleton(host => new Vault(Storage(host).PathTo("keys", "vault.key")));
        return services;
    }

    /// <summary>The options of section <c>Connectors:{section}</c>, and the way to the vendor.</summary>
    public static void AddVendor<TOptions>(this IServiceCollection services, string section, string vendor)
        where TOptions : VendorOptions, new()
    {
        services.AddSingleton(host => host.GetRequiredService<IConfiguration>().GetSection($"Connectors:{section}").Get<TOptions>() ?? new TOptions());
        services.AddVendorHttp(vendor, host => host.GetRequiredService<TOptions>());
    }

    /// <summary>A way to a vendor with limits and a breaker of its own, by name.</summary>
    public static void AddVendorHttp(this IServiceCollection services, string name, Func<IServiceProvider, VendorOptions> options)
    {
        // Time-outs are the pipeline's own, which works with any clock; the client's would cut long downloads.
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(host => VendorHttp.Handler(options(host)))
            .RemoveAllLoggers();
        services.AddKeyedSingleton(name, (host, _) => new VendorHttp(
            name,
            options(host),
            host.GetRequiredService<IHttpClientFactory>(),
            host.GetRequiredService<TimeProvider>(),
            host.GetRequiredService<ILogger<VendorHttp>>()));
    }

    private static StorageOptions Storage(IServiceProvider host) => host.GetRequiredService<IOptions<StorageOptions>>().Value;
}
