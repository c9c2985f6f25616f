using System.Diagnostics;

namespace VendorSimulator.Tests;

public sealed class StateTests : IDisposable
{
    private static readonly string Company = Vendor.Prebuilt(6);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}", "state.json");

    public void Dispose()
    {
        if (Directory.Exists(Path.GetDirectoryName(_file)))
            Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public async Task A_restart_remembers_companies_links_revisions_and_postings()
    {
        string id, before;
        await using (var host = await SimulatorHost.StartAsync(options => options with { StateFile = _file }))
        {
            var vendor = host.As("my-secret-key");
            id = (await vendor.PostAsync("/codat/companies", new { name = "Remembered", tags = new { uid = "7" } }))!.Text("id");
            await vendor.PostAsync($"/control/companies/{id}/link", new { state = "Linked", package = "FreeAgent" });
            await vendor.PostAsync($"/control/companies/{Company}/post", new { amount = 99.99m });
            await vendor.RefreshAsync(Company);
            await vendor.RefreshAsync(Company);
            before = (await vendor.BooksAsync(Company)).ToJsonString();
        }

        await using var restarted = await SimulatorHost.StartAsync(options => options with { StateFile = _file });
        var again = restarted.As("my-secret-key");
        var company = await again.GetAsync($"/codat/companies/{id}");
        Assert.Equal("FreeAgent", company["dataConnections"]![0]!.Text("platformName"));
        Assert.Equal("7", company["tags"]!.Text("uid"));
        Assert.Equal(before, (await again.BooksAsync(Company)).ToJsonString());
        Assert.Contains(await again.AllAsync(Company, "journalEntries"), entry => entry.Text("description") == "Posted by hand");
    }

    [Fact]
    public async Task The_state_file_holds_no_key_and_leaves_no_draft_behind()
    {
        await using var host = await SimulatorHost.StartAsync(options => options with { StateFile = _file });
        await host.As("my-secret-key").PostAsync("/codat/companies", new { name = "Discreet" });
        Assert.DoesNotContain("my-secret-key", await File.ReadAllTextAsync(_file), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_file)!));
    }

    [Fact]
    public async Task The_simulator_ends_when_its_parent_is_gone()
    {
        using var parent = Process.Start("sleep", "60");
        await using var host = await SimulatorHost.StartAsync(options => options with { ParentPid = parent.Id });
        Assert.False(host.App.Lifetime.ApplicationStopping.IsCancellationRequested);
        parent.Kill();
        await parent.WaitForExitAsync();
        Assert.True(await Eventually.IsTrueAsync(() => Task.FromResult(host.App.Lifetime.ApplicationStopping.IsCancellationRequested)));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5000")]
    [InlineData("http://*:5000")]
    [InlineData("http://192.168.1.1:5000")]
    [InlineData("http://127.0.0.1:5000;http://10.0.0.1:5000")]
    public void The_simulator_listens_on_this_machine_only(string urls) =>
        Assert.Throws<ArgumentException>(() => SimulatorOptions.Parse(["--urls", urls]));

    [Fact]
    public void The_command_line_is_read_and_mistakes_are_named()
    {
        var options = SimulatorOptions.Parse(
            ["--urls", "http://127.0.0.1:5123", "--companies", "7", "--fetch-delay-ms", "5", "--return-url", "http://x.example/{companyId}"]);
        Assert.Equal(("http://127.0.0.1:5123", 7, 5), (options.Urls, options.Companies, options.FetchDelayMilliseconds));
        Assert.Contains("--colour", Assert.Throws<ArgumentException>(() => SimulatorOptions.Parse(["--colour", "red"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SimulatorOptions.Parse(["--companies"]));
        Assert.Throws<ArgumentException>(() => SimulatorOptions.Parse(["--companies", "many"]));
    }
}
