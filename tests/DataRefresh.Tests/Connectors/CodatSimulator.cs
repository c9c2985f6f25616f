using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace DataRefresh.Tests.Connectors;

/// <summary>
/// The vendor simulator as a child process, one for all tests that ask for it. Each test takes companies of its own, so
/// that faults and call counts do not meet.
/// </summary>
public sealed class CodatSimulator : IAsyncLifetime, IDisposable
{
    private static int taken;
    private readonly HttpClient control = new();
    private Process? process;

    /// <summary>The vendor's API.</summary>
    public Uri Api { get; private set; } = null!;

    public string Root { get; private set; } = "";

    public static string CompanyOf(int number) => $"c0da7000-0000-4000-8000-{number:d12}";

    /// <summary>A linked company that no other test uses.</summary>
    public static string NextCompany() => CompanyOf(Interlocked.Increment(ref taken));

    public async Task InitializeAsync()
    {
        Root = $"http://127.0.0.1:{FreePort()}";
        Api = new Uri($"{Root}/codat");
        control.BaseAddress = new Uri($"{Root}/control/");
        process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program(), "--urls", Root, "--companies", "5000", "--fetch-delay-ms", "50", "--parent-pid", $"{Environment.ProcessId}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var started = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                (await control.GetAsync("health")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (started.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
            {
                // Not up yet.
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        control.Dispose();
        process?.Dispose();
    }

    /// <summary>Makes calls about a company go wrong; see the simulator's README for the kinds.</summary>
    public async Task Break(string company, string kind, string? path = null, int? times = null, string? retryAfter = null, int? megabytes = null) =>
        (await control.PostAsJsonAsync("faults", new { company, kind, path, times, retryAfter, megabytes })).EnsureSuccessStatusCode();

    public async Task SetLink(string company, string state) =>
        (await control.PostAsJsonAsync($"companies/{company}/link", new { state })).EnsureSuccessStatusCode();

    /// <summary>What the books really say, added up by the simulator itself.</summary>
    public Task<JsonElement> Books(string company, DateOnly from, DateOnly to) =>
        control.GetFromJsonAsync<JsonElement>($"companies/{company}/books?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&basis=year");

    /// <summary>Consent at Xero without its page.</summary>
    public async Task<JsonElement> XeroGrant(string company, string? scope = null)
    {
        var answer = await control.PostAsJsonAsync("xero/grants", new { company, scope });
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <param name="what">expire: the access tokens; revoke: the consent.</param>
    public async Task EndXero(string company, string what) => (await control.PostAsync($"xero/{company}/{what}", null)).EnsureSuccessStatusCode();

    public async Task LiftFaults() => (await control.DeleteAsync("faults")).EnsureSuccessStatusCode();

    /// <summary>A person at Xero's consent page, who decides; answers where the browser is sent.</summary>
    public static async Task<string> AtXero(string grantAt, string decision, params string[] organisations)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var form = organisations.Select(id => KeyValuePair.Create("organisation", id)).Append(new("decision", decision));
        using var answer = await browser.PostAsync(grantAt, new FormUrlEncodedContent(form));
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.PathAndQuery;
    }

    public async Task<int> Calls(string company, string path = "") =>
        (await control.GetFromJsonAsync<JsonElement>($"calls?company={company}"))
            .EnumerateArray().Count(call => call.GetProperty("path").GetString()!.Contains(path, StringComparison.Ordinal));

    /// <summary>All calls that the simulator has answered, or those about one company.</summary>
    public async Task<IReadOnlyList<LoggedCall>> CallLog(string? company = null) =>
        [.. (await control.GetFromJsonAsync<JsonElement>(company is null ? "calls" : $"calls?company={company}")).EnumerateArray().Select(call => new LoggedCall(
            call.GetProperty("at").GetDateTime(),
            call.GetProperty("path").GetString()!,
            call.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : null,
            call.TryGetProperty("detail", out var detail) ? detail.GetString() : null))];

    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program()
    {
        if (Environment.GetEnvironmentVariable("VENDOR_SIMULATOR_DLL") is { Length: > 0 } given)
            return given;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(Repository.Root, "tests", "VendorSimulator", "bin", configuration, "net10.0", "VendorSimulator.dll");
    }
}

/// <param name="Kind">Of grant, at the token endpoint.</param>
public sealed record LoggedCall(DateTimeOffset At, string Path, int? Status, string? Kind);

[CollectionDefinition(Name)]
public sealed class UsesCodatSimulator : ICollectionFixture<CodatSimulator>
{
    public const string Name = "codat simulator";
}
