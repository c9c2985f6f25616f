using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SharedKernel.Messaging;
using SharedKernel.Modules;
using SharedKernel.Persistence;
using SharedKernel.Web;

namespace Host.Demo;

/// <summary>
/// Demo mode (<c>Demo__Enabled</c>): starts the vendor simulator beside the host and fills an empty installation once.
/// Only ever in Development: the logins are known to everybody.
/// </summary>
internal static class DemoMode
{
    private const string Password = "demo-Data-Refresh-1";

    public static bool IsDemo(this WebApplicationBuilder builder) =>
        builder.Environment.IsDevelopment() && builder.Configuration.GetValue("Demo:Enabled", true);

    /// <summary>Points the connectors at the simulator, unless they were told where the vendor is.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        OfferTrial(builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["Connectors:Codat:BaseUrl"]))
        {
            var simulator = new Simulator(FreePort());
            builder.Services.AddSingleton(simulator);
            builder.Configuration["Connectors:Codat:BaseUrl"] = $"{simulator.Address}codat";
            if (string.IsNullOrEmpty(builder.Configuration["Connectors:Xero:ClientId"]))
                AddXero(builder.Configuration, simulator);
        }
    }

    /// <summary>Like Codat, unless the operator's own registration is tried in the demo.</summary>
    private static void AddXero(ConfigurationManager configuration, Simulator simulator)
    {
        configuration["Connectors:Xero:ClientId"] = "demo-xero-app";
        configuration["Connectors:Xero:ClientSecret"] = "demo-xero-secret";
        configuration["Connectors:Xero:ApiBaseUrl"] ??= $"{simulator.Address}xero/api";
        configuration["Connectors:Xero:Authority"] ??= $"{simulator.Address}xero";
        configuration["Connectors:Xero:Scopes"] ??= "offline_access accounting.settings.read accounting.contacts.read accounting.invoices.read "
            + "accounting.reports.balancesheet.read accounting.reports.profitandloss.read accounting.reports.trialbalance.read accounting.journals.read";
    }

    public static async Task StartDemo(this WebApplication app, CancellationToken token)
    {
        var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (app.Services.GetService<Simulator>() is { } simulator)
            await simulator.Start(storage.PathTo("simulator.json"), ReturnAddress(app), token);

        var seeded = storage.PathTo("demo-seeded");
        if (!File.Exists(seeded))
        {
            app.Logger.LogInformation("Preparing the demo: firms, customers, connections and their first refreshes.");
            await Seed(app.Services, token);
            await File.WriteAllTextAsync(seeded, "", token);
        }

        Announce(app);
    }

    /// <summary>Strangers may try the demo for a while, unless the settings say otherwise.</summary>
    private static void OfferTrial(ConfigurationManager settings)
    {
        if (settings["Trial:Days"] is not null)
            return;
        settings["Trial:Days"] = "30";
        settings["Operator:Name"] ??= "Demo Operator";
        settings["Operator:Address"] ??= "1 Example Street, Exampleton";
        settings["Operator:PrivacyEmail"] ??= "privacy@operator.example";
    }

    private static async Task Seed(IServiceProvider services, CancellationToken token)
    {
        await using var scope = services.CreateAsyncScope();
        var delivery = services.GetRequiredService<OutboxDelivery>();
        foreach (var demo in scope.ServiceProvider.GetServices<IDemoData>().OrderBy(d => d.Order))
        {
            await demo.Seed(token);
            await delivery.RunAsync(token);
        }
    }

    private static void Announce(WebApplication app)
    {
        Console.WriteLine($"""

            Data Refresh is ready at {Address(app)}
              staff    admin@demo.example    manager@demo.example    owner@demo.example    viewer@demo.example
              portal   contact@customer.example
              other    admin@other.example (a second firm)
              password {Password}

            """);
    }

    private static string ReturnAddress(WebApplication app) =>
        $"{Address(app)}portal/data-refresh/connections/return?companyId={{companyId}}&statusCode={{statusCode}}";

    private static Uri Address(WebApplication app) => app.Services.GetRequiredService<PublicAddress>().Of("/");

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
