using System.Diagnostics;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

/// <summary>Holds collected answers against a vendor's OpenAPI file.</summary>
internal static class SpecCheck
{
    public static async Task RunAsync(string spec, JsonArray answers)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, answers.ToJsonString());
            var (exitCode, output) = await CheckAsync(spec, file);
            Assert.True(exitCode == 0, output);
            Assert.Contains($"{answers.Count} answers valid", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Output)> CheckAsync(string spec, string answers)
    {
        var folder = Path.Combine(VendorSpec.Root!, "tests", "VendorSimulator.Tests", "spec");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ajv")))
        {
            var installed = await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.True(installed.ExitCode == 0, installed.Output);
        }

        return await RunAsync(folder, "node", "validate.mjs", VendorSpec.Find(spec)!, answers);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
