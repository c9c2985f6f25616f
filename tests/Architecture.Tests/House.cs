using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Architecture.Tests;

/// <summary>The host as it runs, on an empty storage of its own, to look at what it maps.</summary>
public sealed class House : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo storage = Directory.CreateTempSubdirectory("data-refresh-");

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseEnvironment("Testing").UseSetting("Storage:Directory", storage.FullName).UseSetting("Schedule:Enabled", "false");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && storage.Exists)
            storage.Delete(recursive: true);
    }
}
