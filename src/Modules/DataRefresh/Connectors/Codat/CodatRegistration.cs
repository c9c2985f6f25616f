namespace DataRefresh.Connectors.Codat;

internal static class CodatRegistration
{
    /// <summary>Reads <c>Connectors:Codat</c> (<see cref="CodatOptions"/>).</summary>
    public static IServiceCollection AddCodat(this IServiceCollection services)
    {
        services.AddVendor<CodatOptions>("Codat", CodatConnector.VendorCode);
        services.AddSingleton(host => new CodatConnector(
            host.GetRequiredKeyedService<VendorHttp>(CodatConnector.VendorCode),
            host.GetRequiredService<CodatOptions>(),
            host.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IConnector>(host => host.GetRequiredService<CodatConnector>());
        services.AddScoped<IDoor, CodatDoor>();
        return services;
    }
}
