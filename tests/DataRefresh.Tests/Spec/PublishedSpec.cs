using System.Diagnostics;
using System.Text.Json;
using DataRefresh.Tests.Connectors;

namespace DataRefresh.Tests.Spec;

/// <summary>
/// A vendor's specification, cut to the operations we use: its examples, and Prism serving it on loopback, which answers with
/// them and says of every request where it breaks the specification.
/// </summary>
public abstract class PublishedSpec(string file, string operations) : IAsyncLifetime, IDisposable
{
    private static readonly string Source = Path.Combine(Repository.Root, "tests", "DataRefresh.Tests", "Spec");

    // The vendors' tests begin side by side, and share what they need.
    private static readonly Lazy<Task> Tools = new(Install);

    private readonly string folder = Directory.CreateTempSubdirectory("data-refresh-spec-").FullName;
    private Process? prism;

    public Uri Api { get; private set; } = null!;

    public IReadOnlyList<PublishedExample> Examples { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (new SpecFactAttribute(file).Skip is not null)
            return;
        await Tools.Value;
        var (cut, examples) = (Path.Combine(folder, "spec.json"), Path.Combine(folder, "examples.json"));
        await Run("node", Source, "cut-spec.mjs", SpecFactAttribute.PathOf(file), operations, cut, examples);
        await using (var file = File.OpenRead(examples))
            Examples = (await JsonSerializer.DeserializeAsync<List<PublishedExample>>(file, JsonSerializerOptions.Web))!;

        var port = CodatSimulator.FreePort();
        Api = new Uri($"http://127.0.0.1:{port}");
        prism = Start("node", Source, "node_modules/@stoplight/prism-cli/dist/index.js", "mock", "-h", "127.0.0.1", "-p", $"{port}", cut);
        await UntilItAnswers();
    }

    public async Task DisposeAsync()
    {
        if (prism is { HasExited: false })
            prism.Kill(entireProcessTree: true);
        if (prism is not null)
            await prism.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose()
    {
        prism?.Dispose();
        GC.SuppressFinalize(this);
    }

    // npm writes this file last: without it, an installation is under way or was interrupted.
    private static async Task Install()
    {
        if (!File.Exists(Path.Combine(Source, "node_modules", ".package-lock.json")))
            await Run("npm", Source, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task Run(string program, string folder, params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }

    private async Task UntilItAnswers()
    {
        prism!.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var started = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Api, "/companies"));
                return;
            }
            catch (HttpRequestException) when (started.Elapsed < TimeSpan.FromMinutes(2) && !prism.HasExited)
            {
                // Not up yet.
            }
        }
    }
}

/// <summary>One example of an answer in the specification.</summary>
public sealed record PublishedExample(string Method, string Path, string Status, string Name, JsonElement Value);

public sealed class CodatSpec() : PublishedSpec(SpecFactAttribute.Codat, "codat-operations.txt");

public sealed class XeroSpec() : PublishedSpec(SpecFactAttribute.Xero, "xero-operations.txt");
