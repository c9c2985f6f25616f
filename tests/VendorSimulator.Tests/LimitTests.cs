using System.Net;

namespace VendorSimulator.Tests;

public sealed class LimitTests
{
    private static readonly string Company = Vendor.Prebuilt(2);

    [Fact]
    public async Task Every_answer_tells_the_quota()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        using var first = await vendor.SendAsync(HttpMethod.Get, $"/codat/companies/{Company}");
        using var second = await vendor.SendAsync(HttpMethod.Get, $"/codat/companies/{Company}/data/bills");
        Assert.Equal("121000", first.Headers.GetValues("X-Rate-Limit-Limit").Single());
        Assert.Equal("120999", first.Headers.GetValues("X-Rate-Limit-Remaining").Single());
        Assert.Equal("120998", second.Headers.GetValues("X-Rate-Limit-Remaining").Single());
        Assert.NotEmpty(second.Headers.GetValues("X-Rate-Limit-Reset").Single());
    }

    [Fact]
    public async Task Ten_calls_at_once_are_served_for_a_company_and_the_eleventh_is_not()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        await vendor.FaultAsync("slow", path: "data/bills", more: new { delayMs = 3_000 });
        var running = Enumerable.Range(0, 10)
            .Select(_ => vendor.SendAsync(HttpMethod.Get, $"/codat/companies/{Company}/data/bills"))
            .ToList();
        Assert.True(await Eventually.IsTrueAsync(async () =>
            (await vendor.GetAsync("/control/concurrency"))[Company]?.GetValue<int>() == 10));

        using var eleventh = await vendor.SendAsync(HttpMethod.Get, $"/codat/companies/{Company}/data/accounts");
        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.StatusCode);
        Assert.Equal("1", eleventh.Headers.GetValues("Retry-After").Single());
        Assert.All(await Task.WhenAll(running), served => Assert.Equal(HttpStatusCode.OK, served.StatusCode));
        Assert.Equal(11, (await vendor.GetAsync("/control/concurrency"))[Company]!.GetValue<int>());
    }

    [Fact]
    public async Task Every_vendor_call_is_logged_with_what_it_asked_and_got()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.DataAsync(Company, "data/bills?page=2", HttpStatusCode.Conflict);
        await vendor.GetAsync("/codat/companies?pageSize=1");
        var call = Assert.Single((await vendor.GetAsync($"/control/calls?company={Company}")).AsArray())!;
        Assert.Equal("GET", call.Text("method"));
        Assert.Equal($"/codat/companies/{Company}/data/bills", call.Text("path"));
        Assert.Equal("?page=2", call.Text("query"));
        Assert.Equal(409, call["status"]!.GetValue<int>());
        Assert.Equal(2, (await vendor.GetAsync("/control/calls")).AsArray().Count);

        await vendor.SendAsync(HttpMethod.Delete, "/control/calls");
        Assert.Empty((await vendor.GetAsync("/control/calls")).AsArray());
    }
}
