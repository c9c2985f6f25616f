using System.Net;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class XeroLimitTests
{
    private const string Organisation = "api.xro/2.0/Organisation";
    private static readonly string One = Vendor.Prebuilt(6);
    private static readonly string Other = Vendor.Prebuilt(11);

    [Fact]
    public async Task Sixty_calls_a_minute_are_served_for_an_organisation_and_the_next_is_told_when_to_come_back()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var xero = new XeroClient(host);
        var token = (await xero.GrantAsync(One, bookkeeper: true))["tokens"]!.Text("access_token");
        await xero.GrantAsync(Other, bookkeeper: true);
        for (var call = 0; call < 60; call++)
            Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync(Organisation, token, One));

        clock.Advance(TimeSpan.FromSeconds(20));
        using var refused = await xero.CallAsync(Organisation, token, One);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("40", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("minute", refused.Headers.GetValues("X-Rate-Limit-Problem").Single());
        using var another = await xero.CallAsync(Organisation, token, Other);
        Assert.Equal("59", another.Headers.GetValues("X-MinLimit-Remaining").Single());

        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(HttpStatusCode.OK, await xero.StatusAsync(Organisation, token, One));
    }

    [Fact]
    public async Task Five_calls_at_once_are_served_for_an_organisation_and_the_sixth_is_not()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var token = (await xero.GrantAsync(One))["tokens"]!.Text("access_token");
        using var slow = await xero.ControlAsync(HttpMethod.Post, "faults", new { kind = "slow", path = "Accounts", delayMs = 3_000 });
        var running = Enumerable.Range(0, 5).Select(_ => xero.StatusAsync("api.xro/2.0/Accounts", token, One)).ToList();
        Assert.True(await Eventually.IsTrueAsync(async () =>
        {
            using var answer = await xero.ControlAsync(HttpMethod.Get, "concurrency");
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())![One]?.GetValue<int>() == 5;
        }));

        using var sixth = await xero.CallAsync(Organisation, token, One);
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Equal("concurrent", sixth.Headers.GetValues("X-Rate-Limit-Problem").Single());
        Assert.All(await Task.WhenAll(running), status => Assert.Equal(HttpStatusCode.OK, status));
    }
}
