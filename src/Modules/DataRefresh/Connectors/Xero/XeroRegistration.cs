using DataRefresh.Connectors.OAuth;

namespace DataRefresh.Connectors.Xero;

internal static class XeroRegistration
{
    /// <summary>Reads <c>Connectors:Xero</c> (<see cref="XeroOptions"/>).</summary>
    public static IServiceCollection AddXero(this IServiceCollection services)
    {
        const string Tokens = $"{XeroConnector.VendorCode}-tokens";
        services.AddVendor<XeroOptions>("Xero", XeroConnector.VendorCode);
        services.AddVendorHttp(Tokens, host => host.GetRequiredService<XeroOptions>().OfTokens());
        services.AddKeyedSingleton(XeroConnector.VendorCode, (host, _) => new TokenEndpoint(
            host.GetRequiredService<XeroOptions>().App(), host.GetRequiredKeyedService<VendorHttp>(Tokens), host.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IConnector>(host => new XeroConnector(
            host.GetRequiredKeyedService<VendorHttp>(XeroConnector.VendorCode), host.GetRequiredService<XeroOptions>()));
        services.AddScoped<IDoor, XeroDoor>();
        return services;
    }
}
