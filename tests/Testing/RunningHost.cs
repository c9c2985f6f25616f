using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace Testing;

/// <summary>
/// The program as people run it: a process of its own, in demo mode with the simulator beside it, on a folder that a
/// restart finds again.
/// </summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private readonly Dictionary<string, string> environment;
    private Process? process;

    public RunningHost(string folder, Dictionary<string, string>? environment = null)
    {
        Folder = folder;
        this.environment = environment ?? [];
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public string Folder { get; }

    public Uri Address { get; }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public bool HasExited => process is { HasExited: true };

    /// <summary>The most physical memory that the process held since <see cref="ForgetPeak"/>, in bytes, as Linux counts it.</summary>
    public long PeakMemory =>
        long.Parse(File.ReadLines($"/proc/{process!.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    /// <summary>Starts and waits until it is ready, which in demo mode is when the demo is prepared.</summary>
    public async Task Start(bool demo = true, Dictionary<string, string>? more = null)
    {
        Launch(demo, more);
        var patience = Stopwatch.StartNew();
        while (!(demo ? Output.Contains("Data Refresh is ready", StringComparison.Ordinal) : await IsReady()))
        {
            if (process!.HasExited || patience.Elapsed > TimeSpan.FromMinutes(4))
                throw new InvalidOperationException($"The host did not get ready:\n{Output}");
            await Task.Delay(100);
        }
    }

    /// <summary>Starts without waiting; with arguments it is a command such as <c>migrate</c>.</summary>
    public void Launch(bool demo, Dictionary<string, string>? more = null, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = command.Length > 0 ? command : ["--urls", Address.ToString()];
        foreach (var argument in arguments.Prepend(Path.Combine(Project, "bin", Configuration, "net10.0", "Host.dll")))
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Storage__Directory"] = Folder;
        start.Environment["Demo__Enabled"] = demo ? "true" : "false";
        foreach (var (key, value) in environment.Concat(more ?? []))
            start.Environment[key] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{process!.Id}/clear_refs", "5");

    /// <summary>As a power cut would: SIGKILL.</summary>
    public async Task Kill()
    {
        if (process is { HasExited: false })
            process.Kill();
        if (process is not null)
            await process.WaitForExitAsync();
    }

    /// <summary>Waits until the process has ended by itself; answers its exit code.</summary>
    public async Task<int> UntilExit(TimeSpan patience)
    {
        await process!.WaitForExitAsync().WaitAsync(patience);
        return process.ExitCode;
    }

    /// <summary>A client that is signed in.</summary>
    public async Task<HttpClient> SignIn(string email, string password = "demo-Data-Refresh-1")
    {
        var http = new HttpClient { BaseAddress = Address };
        var answer = await http.PostAsJsonAsync("/api/identity/session", new { email, password });
        Xunit.Assert.True(answer.IsSuccessStatusCode, $"{email}: {answer.StatusCode}");
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process?.Dispose();
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Where the program was built, and from where its static assets are served until it is published.</summary>
    public static string Project { get; } = FindProject();

    private static string FindProject()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DataRefresh.sln")))
                return Path.Combine(folder.FullName, "src", "Host");
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
