using System.Diagnostics;

namespace Host.Demo;

/// <summary>The vendor simulator as a child process. It ends by itself when this process is gone, however that ends.</summary>
internal sealed class Simulator(int port) : IDisposable
{
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}/");

    public async Task Start(string stateFile, string returnAddress, CancellationToken token)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "simulator", "VendorSimulator.dll");
        if (!File.Exists(program))
            throw new FileNotFoundException("The vendor simulator was not built with this host; set Connectors__Codat__BaseUrl or Demo__Enabled=false.", program);

        process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                program, "--urls", Address.ToString().TrimEnd('/'), "--state", stateFile, "--return-url", returnAddress,
                "--parent-pid", $"{Environment.ProcessId}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilHealthy(token);
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
            process.Kill();
        process?.Dispose();
    }

    private async Task UntilHealthy(CancellationToken token)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await http.GetAsync("control/health", token)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 100 && process is { HasExited: false })
            {
                await Task.Delay(100, token);
            }
        }
    }
}
