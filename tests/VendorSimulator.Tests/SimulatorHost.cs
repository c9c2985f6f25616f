using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace VendorSimulator.Tests;

/// <summary>A simulator on a free port of this machine, stopped when disposed.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private SimulatorHost(WebApplication app) => App = app;

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.Single());

    public static async Task<SimulatorHost> StartAsync(
        Func<SimulatorOptions, SimulatorOptions>? configure = null, TimeProvider? clock = null)
    {
        var options = new SimulatorOptions { Urls = "http://127.0.0.1:0", FetchDelayMilliseconds = 0 };
        var app = SimulatorApp.Create(configure?.Invoke(options) ?? options, clock);
        await app.StartAsync();
        return new SimulatorHost(app);
    }

    /// <summary>A client of the vendor API with a key of its own.</summary>
    public Vendor As(string key)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key)));
        return new Vendor(http);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await App.StopAsync(atOnce.Token);
        await App.DisposeAsync();
    }
}
