using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class XeroConsentTests
{
    private static readonly string One = Vendor.Prebuilt(6);
    private static readonly string Other = Vendor.Prebuilt(11);

    [Fact]
    public async Task A_person_who_allows_access_gives_a_code_that_becomes_tokens_once()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var back = await xero.ConsentAsync([One, Other]);
        Assert.Equal("st&te", back["state"]);

        var (status, tokens) = await xero.ExchangeAsync(back["code"]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Bearer", 1800), (tokens.Text("token_type"), tokens["expires_in"]!.GetValue<int>()));
        var authEvent = Claims(tokens.Text("access_token")).Text("authentication_event_id");
        var connections = (await xero.GetAsync($"connections?authEventId={authEvent}", tokens.Text("access_token"), null)).AsArray();
        Assert.Equal([One, Other], connections.Select(connection => connection!.Text("tenantId")).Order());
        Assert.All(connections, connection => Assert.Equal(authEvent, connection!.Text("authEventId")));

        var (again, refused) = await xero.ExchangeAsync(back["code"]);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (again, refused.Text("error")));
    }

    [Fact]
    public async Task A_person_who_cancels_comes_back_without_a_code()
    {
        await using var host = await SimulatorHost.StartAsync();
        var back = await new XeroClient(host).ConsentAsync([One], decision: "cancel");
        Assert.Equal("access_denied", back["error"]);
        Assert.Equal("st&te", back["state"]);
        Assert.DoesNotContain("code", back.Keys);
    }

    [Fact]
    public async Task A_code_needs_its_own_verifier_and_redirect_address_and_is_spent_by_a_wrong_try()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var xero = new XeroClient(host);
        var code = (await xero.ConsentAsync([One]))["code"];
        Assert.Equal("invalid_grant", (await xero.ExchangeAsync(code, verifier: new string('x', 43))).Body.Text("error"));
        Assert.Equal("invalid_grant", (await xero.ExchangeAsync(code)).Body.Text("error"));
        code = (await xero.ConsentAsync([One]))["code"];
        Assert.Equal("invalid_grant", (await xero.ExchangeAsync(code, redirect: "http://127.0.0.1:9/other")).Body.Text("error"));
        code = (await xero.ConsentAsync([One]))["code"];
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("invalid_grant", (await xero.ExchangeAsync(code)).Body.Text("error"));
    }

    [Fact]
    public async Task Only_the_registered_app_and_addresses_of_this_machine_are_served()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        foreach (var address in new[]
        {
            xero.AuthorizeAddress(client: "stranger"),
            xero.AuthorizeAddress(redirect: "https://elsewhere.example/callback"),
            xero.AuthorizeAddress(redirect: "http://127.0.0.1.elsewhere.example/callback"),
        })
        {
            using var page = await xero.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        }

        foreach (var (address, error) in new[]
        {
            (xero.AuthorizeAddress(scope: "accounting.everything"), "invalid_scope"),
            (xero.AuthorizeAddress(method: "plain"), "invalid_request"),
        })
        {
            using var page = await xero.Http.GetAsync(address);
            Assert.Contains($"error={error}", page.Headers.Location!.Query, StringComparison.Ordinal);
        }

        var code = (await xero.ConsentAsync([One]))["code"];
        var (status, refused) = await xero.TokenAsync(
            new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = XeroClient.Callback, ["code_verifier"] = xero.Verifier },
            "demo-xero-app:wrong");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_client"), (status, refused.Text("error")));
    }

    [Fact]
    public async Task The_credentials_of_the_app_may_stand_in_the_form()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var (status, _) = await xero.TokenAsync(
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = (await xero.ConsentAsync([One]))["code"],
                ["redirect_uri"] = XeroClient.Callback,
                ["code_verifier"] = xero.Verifier,
                ["client_id"] = "demo-xero-app",
                ["client_secret"] = "demo-xero-secret",
            },
            client: null);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Allowing_without_an_organisation_asks_again()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        using var answer = await xero.Http.PostAsync(
            xero.AuthorizeAddress(), new FormUrlEncodedContent([KeyValuePair.Create("decision", "allow")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_person_keeps_earlier_connections_and_another_person_does_not_see_them()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        await xero.GrantAsync(One, bookkeeper: true);
        var later = (await xero.GrantAsync(Other, bookkeeper: true))["tokens"]!.Text("access_token");
        Assert.Equal(2, (await xero.GetAsync("connections", later, null)).AsArray().Count);

        var owner = (await xero.GrantAsync(Other))["tokens"]!.Text("access_token");
        var connection = Assert.Single((await xero.GetAsync("connections", owner, null)).AsArray())!;
        using var removed = await xero.CallAsync($"connections/{connection.Text("id")}", owner, null, HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await xero.StatusAsync("api.xro/2.0/Organisation", owner, Other));
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync("api.xro/2.0/Organisation", later, Other));
    }

    private static JsonNode Claims(string token) => JsonNode.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])))!;
}
