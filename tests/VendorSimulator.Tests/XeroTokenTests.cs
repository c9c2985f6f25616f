using System.Net;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class XeroTokenTests : IDisposable
{
    private const string Organisation = "api.xro/2.0/Organisation";
    private static readonly string One = Vendor.Prebuilt(6);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}", "state.json");

    public void Dispose()
    {
        if (Directory.Exists(Path.GetDirectoryName(_file)))
            Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public async Task An_access_token_lives_half_an_hour_and_a_refresh_token_brings_the_next_pair()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var xero = new XeroClient(host);
        var tokens = (await xero.GrantAsync(One))["tokens"]!;
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync(Organisation, tokens.Text("access_token"), One));
        clock.Advance(TimeSpan.FromMinutes(31));
        using var expired = await xero.CallAsync(Organisation, tokens.Text("access_token"), One);
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
        Assert.Contains("TokenExpired", await expired.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var (_, next) = await xero.RefreshAsync(tokens.Text("refresh_token"));
        Assert.NotEqual(tokens.Text("refresh_token"), next.Text("refresh_token"));
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync(Organisation, next.Text("access_token"), One));
    }

    [Fact]
    public async Task A_rotated_refresh_token_works_for_its_grace_and_then_no_more()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var xero = new XeroClient(host);
        var first = (await xero.GrantAsync(One))["tokens"]!.Text("refresh_token");
        var second = (await xero.RefreshAsync(first)).Body.Text("refresh_token");
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await xero.RefreshAsync(first)).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("invalid_grant", (await xero.RefreshAsync(first)).Body.Text("error"));
        Assert.Equal(HttpStatusCode.OK, (await xero.RefreshAsync(second)).Status);
    }

    [Fact]
    public async Task A_refresh_token_that_nobody_used_for_sixty_days_is_dead()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var xero = new XeroClient(host);
        var token = (await xero.GrantAsync(One))["tokens"]!.Text("refresh_token");
        clock.Advance(TimeSpan.FromDays(59));
        var next = (await xero.RefreshAsync(token)).Body.Text("refresh_token");
        clock.Advance(TimeSpan.FromDays(61));
        Assert.Equal("invalid_grant", (await xero.RefreshAsync(next)).Body.Text("error"));
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token_and_a_missing_scope_opens_nothing()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var tokens = (await xero.GrantAsync(One, scope: "accounting.settings.read accounting.reports.trialbalance.read"))["tokens"]!;
        Assert.Null(tokens["refresh_token"]);
        var access = tokens.Text("access_token");
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync(Organisation, access, One));
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync("api.xro/2.0/Reports/TrialBalance", access, One));
        foreach (var closed in new[] { "Journals", "Invoices", "Contacts", "Reports/BalanceSheet", "Reports/ProfitAndLoss" })
        {
            using var answer = await xero.CallAsync($"api.xro/2.0/{closed}", access, One);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_organisation_that_was_not_granted_is_forbidden()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var access = (await xero.GrantAsync(One))["tokens"]!.Text("access_token");
        Assert.Equal(HttpStatusCode.Forbidden, await xero.StatusAsync(Organisation, access, Vendor.Prebuilt(11)));
        Assert.Equal(HttpStatusCode.Forbidden, await xero.StatusAsync(Organisation, access, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await xero.StatusAsync(Organisation, access + "x", One));
    }

    [Fact]
    public async Task A_test_expires_access_tokens_and_withdraws_consent()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var grant = await xero.GrantAsync(One);
        using (var expired = await xero.ControlAsync(HttpMethod.Post, $"xero/{One}/expire"))
            Assert.Equal(HttpStatusCode.OK, expired.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await xero.StatusAsync(Organisation, grant["tokens"]!.Text("access_token"), One));
        var (_, next) = await xero.RefreshAsync(grant["tokens"]!.Text("refresh_token"));
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync(Organisation, next.Text("access_token"), One));

        using (var revoked = await xero.ControlAsync(HttpMethod.Post, $"xero/{grant["connections"]![0]!.Text("id")}/revoke"))
            Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await xero.StatusAsync(Organisation, next.Text("access_token"), One));
        Assert.Equal("invalid_grant", (await xero.RefreshAsync(next.Text("refresh_token"))).Body.Text("error"));
        using var unknown = await xero.ControlAsync(HttpMethod.Post, $"xero/{Guid.NewGuid()}/revoke");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task An_app_gives_its_access_back()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var tokens = (await xero.GrantAsync(One))["tokens"]!;
        using var answer = await xero.Http.PostAsync("/xero/connect/revocation", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["token"] = tokens.Text("refresh_token"),
            ["client_id"] = "demo-xero-app",
            ["client_secret"] = "demo-xero-secret",
        }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await xero.StatusAsync(Organisation, tokens.Text("access_token"), One));
        Assert.Equal("invalid_grant", (await xero.RefreshAsync(tokens.Text("refresh_token"))).Body.Text("error"));
    }

    [Fact]
    public async Task A_restart_remembers_consent_and_settings_and_the_file_holds_no_token()
    {
        JsonNode tokens;
        await using (var host = await SimulatorHost.StartAsync(options => options with { StateFile = _file }))
        {
            var xero = new XeroClient(host);
            using var set = await xero.ControlAsync(HttpMethod.Put, "xero/settings", new { accessTokenSeconds = 90 });
            tokens = (await xero.GrantAsync(One))["tokens"]!;
            Assert.Equal(90, tokens["expires_in"]!.GetValue<int>());
        }

        var written = await File.ReadAllTextAsync(_file);
        Assert.DoesNotContain(tokens.Text("access_token"), written, StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.Text("refresh_token"), written, StringComparison.Ordinal);
        await using var restarted = await SimulatorHost.StartAsync(options => options with { StateFile = _file });
        var again = new XeroClient(restarted);
        Assert.Equal(HttpStatusCode.OK, await again.StatusAsync(Organisation, tokens.Text("access_token"), One));
        Assert.Equal(90, (await again.RefreshAsync(tokens.Text("refresh_token"))).Body["expires_in"]!.GetValue<int>());
    }

    [Fact]
    public async Task Faults_strike_the_token_endpoint_and_one_organisation_alone()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var tokens = (await xero.GrantAsync(One))["tokens"]!;
        using (await xero.ControlAsync(HttpMethod.Post, "faults", new { kind = "503", path = "connect/token", times = 1 }))
        using (await xero.ControlAsync(HttpMethod.Post, "faults", new { kind = "500", company = One }))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await xero.RefreshAsync(tokens.Text("refresh_token"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await xero.RefreshAsync(tokens.Text("refresh_token"))).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, await xero.StatusAsync(Organisation, tokens.Text("access_token"), One));
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync("connections", tokens.Text("access_token"), null));
    }

    [Fact]
    public async Task Calls_are_logged_with_their_organisation_and_their_kind_of_grant()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var tokens = (await xero.GrantAsync(One))["tokens"]!;
        await xero.RefreshAsync(tokens.Text("refresh_token"));
        await xero.StatusAsync(Organisation, tokens.Text("access_token"), One);
        using var all = await xero.ControlAsync(HttpMethod.Get, "calls");
        var calls = JsonNode.Parse(await all.Content.ReadAsStringAsync())!.AsArray();
        Assert.Equal(["refresh_token", null], calls.Select(call => call!["detail"]?.GetValue<string>()));
        using var ofOne = await xero.ControlAsync(HttpMethod.Get, $"calls?company={One}");
        Assert.Equal("/xero/api/api.xro/2.0/Organisation", Assert.Single(JsonNode.Parse(await ofOne.Content.ReadAsStringAsync())!.AsArray())!.Text("path"));
    }
}
