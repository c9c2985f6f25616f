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
    /// Reads <c>Connectors:Codat</c> (<see cref="CodatOptions"/>) and <c>Storage:Directory</c>, both when first used. Everything
    /// is a singleton: limits, breakers and connection pools are per host.
    /// </summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(host => OptionsOf<CodatOptions>(host, "Codat"));
        AddVendor<CodatOptions>(services, CodatConnector.VendorCode);
        services.AddSingleton<IConnector>(host => new CodatConnector(
            host.GetRequiredKeyedService<VendorHttp>(CodatConnector.VendorCode),
            host.GetRequiredService<CodatOptions>(),
            host.GetRequiredService<TimeProvider>()));

        services.AddSingleton(host => new BlobFolder(Storage(host).PathTo("blobs"), host.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SnapshotWriter>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<TrialBalanceSnapshot>();
        services.AddSingleton(host => new Vault(Storage(host).PathTo("keys", "vault.key")));
        return services;
    }

    private static void AddVendor<TOptions>(IServiceCollection services, string vendor)
        where TOptions : VendorOptions
    {
        // Time-outs are the pipeline's own, which works with any clock; the client's would cut long downloads.
        services.AddHttpClient(vendor, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(host => VendorHttp.Handler(host.GetRequiredService<TOptions>()))
            .RemoveAllLoggers();
        services.AddKeyedSingleton(vendor, (host, _) => new VendorHttp(
            vendor,
            host.GetRequiredService<TOptions>(),
            host.GetRequiredService<IHttpClientFactory>(),
            host.GetRequiredService<TimeProvider>(),
            host.GetRequiredService<ILogger<VendorHttp>>()));
    }

    private static TOptions OptionsOf<TOptions>(IServiceProvider host, string vendor)
        where TOptions : VendorOptions, new() =>
        host.GetRequiredService<IConfiguration>().GetSection($"Connectors:{vendor}").Get<TOptions>() ?? new TOptions();

    private static StorageOptions Storage(IServiceProvider host) => host.GetRequiredService<IOptions<StorageOptions>>().Value;
}
