using VendorSimulator.Books;
using VendorSimulator.Codat;
using VendorSimulator.Companies;
using VendorSimulator.Control;
using VendorSimulator.Faults;
using VendorSimulator.State;
using VendorSimulator.Xero;

namespace VendorSimulator;

/// <summary>Puts the simulator together; the command line and the tests start the same one.</summary>
internal static class SimulatorApp
{
    /// <summary>Enough for every company of a demonstration at its newest revision, with room for a few older ones.</summary>
    private const int CachedBooks = 256;

    public static WebApplication Create(SimulatorOptions options, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Services.ConfigureHttpJsonOptions(json => CodatJson.Configure(json.SerializerOptions));
        builder.Services
            .AddSingleton(options)
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<StateStore>()
            .AddSingleton(new BooksCache(CachedBooks))
            .AddSingleton<CompanyDirectory>()
            .AddSingleton<PullOperations>()
            .AddSingleton<CodatReader>()
            .AddSingleton<CompanyMapper>()
            .AddSingleton<FaultRegistry>()
            .AddSingleton<CallLog>()
            .AddSingleton<ConcurrencyMeter>()
            .AddXero()
            .AddHostedService<ParentWatch>();

        var app = builder.Build();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/codat"), codat => codat
            .UseMiddleware<CallLogMiddleware>()
            .UseMiddleware<ApiKeyMiddleware>()
            .UseMiddleware<RateLimitMiddleware>()
            .UseMiddleware<ConcurrencyMiddleware>()
            .UseMiddleware<FaultMiddleware>()
            .UseMiddleware<CodatFailureMiddleware>());
        app.UseXero();
        app.MapCodat();
        app.MapXero();
        app.MapLink();
        app.MapControl();
        return app;
    }

    private static void MapCodat(this WebApplication app)
    {
        var codat = app.MapGroup("/codat");
        codat.MapCompanies();
        codat.MapRefresh();
        codat.MapData();
        codat.MapStatements();
        codat.MapAgeing();
        codat.MapFallback("{**rest}", (HttpContext context) => CodatError.NotFound($"No resource at {context.Request.Path}"));
    }
}
