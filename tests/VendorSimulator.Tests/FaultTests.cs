using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private static readonly string Company = Vendor.Prebuilt(2);
    private static readonly string Path = $"/codat/companies/{Company}/data/journalEntries?page=1&pageSize=100";
    private SimulatorHost _host = null!;
    private Vendor _vendor = null!;

    public async Task InitializeAsync()
    {
        _host = await SimulatorHost.StartAsync();
        _vendor = _host.As("key");
        await _vendor.RefreshAsync(Company);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("404")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503")]
    public async Task A_status_fault_answers_that_status_with_the_vendors_error(string kind)
    {
        await _vendor.FaultAsync(kind);
        var error = await _vendor.GetAsync(Path, (HttpStatusCode)int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(kind, error["statusCode"]!.ToString());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Sat, 21 Nov 2026 23:59:59 GMT")]
    [InlineData("soon, perhaps")]
    public async Task Retry_After_is_sent_as_it_was_given(string retryAfter)
    {
        await _vendor.FaultAsync("429", retryAfter: retryAfter);
        using var response = await _vendor.SendAsync(HttpMethod.Get, Path);
        Assert.Equal(retryAfter, string.Join(", ", response.Headers.NonValidated["Retry-After"]));
    }

    [Fact]
    public async Task A_fault_strikes_as_often_as_it_was_told()
    {
        await _vendor.FaultAsync("503", times: 2);
        await _vendor.GetAsync(Path, HttpStatusCode.ServiceUnavailable);
        await _vendor.GetAsync(Path, HttpStatusCode.ServiceUnavailable);
        await _vendor.GetAsync(Path);
    }

    [Fact]
    public async Task A_fault_strikes_only_the_company_and_path_it_names()
    {
        await _vendor.PostAsync("/control/faults", new { company = Company, path = "data/journalEntries$", kind = "500" });
        await _vendor.GetAsync(Path, HttpStatusCode.InternalServerError);
        await _vendor.DataAsync(Company, "data/accounts");
        await _vendor.DataAsync(Vendor.Prebuilt(3), "data/journalEntries", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Deleted_faults_strike_no_more()
    {
        var id = await _vendor.FaultAsync("500");
        await _vendor.SendAsync(HttpMethod.Delete, $"/control/faults/{id}");
        await _vendor.GetAsync(Path);
        await _vendor.FaultAsync("500");
        await _vendor.SendAsync(HttpMethod.Delete, "/control/faults");
        await _vendor.GetAsync(Path);
    }

    [Fact]
    public async Task A_fault_of_an_unknown_kind_or_with_a_broken_path_is_refused()
    {
        await _vendor.PostAsync("/control/faults", new { company = "*", kind = "earthquake" }, HttpStatusCode.BadRequest);
        await _vendor.PostAsync("/control/faults", new { company = "*", kind = "500", path = "(" }, HttpStatusCode.BadRequest);
        await _vendor.PostAsync("/control/faults", new { company = "nobody", kind = "500" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Timeout_never_answers()
    {
        await _vendor.FaultAsync("timeout");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _vendor.Http.GetAsync(Path, patience.Token));
    }

    [Fact]
    public async Task Slow_answers_in_full_after_its_delay()
    {
        await _vendor.FaultAsync("slow", more: new { delayMs = 400 });
        var watch = Stopwatch.StartNew();
        Assert.NotEmpty((await _vendor.GetAsync(Path))["results"]!.AsArray());
        Assert.True(watch.ElapsedMilliseconds >= 390);
    }

    [Fact]
    public async Task Garbage_claims_to_be_JSON_and_is_not()
    {
        await _vendor.FaultAsync("garbage");
        using var response = await _vendor.SendAsync(HttpMethod.Get, Path);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(bytes));
    }

    [Fact]
    public async Task Html_answers_a_page_with_status_200()
    {
        await _vendor.FaultAsync("html");
        using var response = await _vendor.SendAsync(HttpMethod.Get, Path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Half_body_ends_properly_in_the_middle_of_the_JSON()
    {
        await _vendor.FaultAsync("half-body");
        using var response = await _vendor.SendAsync(HttpMethod.Get, Path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("{\"results\":[{", text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task Half_page_cuts_the_connection_in_the_middle_of_the_JSON()
    {
        await _vendor.FaultAsync("half-page");
        await Assert.ThrowsAsync<HttpRequestException>(() => _vendor.SendAsync(HttpMethod.Get, Path));
        using var response = await _vendor.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 1_000);
    }

    [Fact]
    public async Task Endless_pages_are_full_fresh_and_always_have_a_next_one()
    {
        await _vendor.FaultAsync("endless-pages");
        var ids = new HashSet<string>();
        var next = $"/codat/companies/{Company}/data/customers?page=1&pageSize=40";
        for (var page = 1; page <= 30; page++)
        {
            var answer = await _vendor.GetAsync(next);
            Assert.Equal(page, answer["pageNumber"]!.GetValue<int>());
            Assert.All(answer["results"]!.AsArray(), item => Assert.True(ids.Add(item!.Text("id"))));
            next = answer["_links"]!["next"]!.Text("href");
        }

        Assert.Equal(30 * 40, ids.Count);
    }

    [Fact]
    public async Task Deep_nests_beyond_what_readers_allow()
    {
        await _vendor.FaultAsync("deep");
        using var response = await _vendor.SendAsync(HttpMethod.Get, Path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
        Assert.Equal(text.Count(sign => sign == '['), text.Count(sign => sign == ']'));
    }

    [Fact]
    public async Task Huge_streams_many_megabytes_of_valid_JSON()
    {
        await _vendor.FaultAsync("huge", more: new { megabytes = 8 });
        using var response = await _vendor.Http.GetAsync(Path);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(bytes.Length > 8 * 1024 * 1024);
        Assert.True(JsonNode.Parse(bytes)!["results"]!.AsArray().Count > 100);
    }

    [Fact]
    public async Task Reset_breaks_the_connection_without_an_answer()
    {
        await _vendor.FaultAsync("reset");
        await Assert.ThrowsAsync<HttpRequestException>(() => _vendor.SendAsync(HttpMethod.Get, Path));
        Assert.True(await Eventually.IsTrueAsync(async () =>
            (await _vendor.GetAsync($"/control/calls?company={Company}")).AsArray()[^1]!["status"]?.GetValue<int>() == 0));
    }
}
