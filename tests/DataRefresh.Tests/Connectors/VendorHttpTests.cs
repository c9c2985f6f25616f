using System.Diagnostics;
using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Snapshots;
using Microsoft.AspNetCore.Http;

namespace DataRefresh.Tests.Connectors;

public sealed class VendorHttpTests
{
    private static readonly string Company = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_byte_order_mark_and_members_in_any_order_do_no_harm()
    {
        await using var vendor = await OddVendor.Start('\uFEFF' + OddVendor.Page(0, 3, 3, next: null));

        Assert.Equal(["Customer 0", "Customer 1", "Customer 2"], (await Customers(vendor)).Select(row => row.Name));
    }

    [Theory]
    [InlineData("text/html", "{}", "vendor-html")]
    [InlineData("application/json", " \n <!doctype html><html>", "vendor-html")]
    [InlineData("application/json; charset=iso-8859-1", "{}", "vendor-wrong-content")]
    [InlineData("text/csv", "a;b", "vendor-wrong-content")]
    [InlineData("application/json", "", "vendor-bad-json")]
    [InlineData("application/json", "[]", "vendor-bad-json")]
    [InlineData("application/json", "{\"results\":7}", "vendor-bad-json")]
    [InlineData("application/json", "{\"results\":[null]}", "vendor-bad-json")]
    [InlineData("application/json", "{\"results\":[{\"id\":7}]}", "vendor-bad-json")]
    [InlineData("application/json", "{\"results\":[]} {}", "vendor-bad-json")]
    [InlineData("application/json", "{\"results\":[{\"id\":\"\\uD800\"}]}", "vendor-bad-json")]
    public async Task What_is_not_the_promised_json_is_named_for_what_it_is(string type, string body, string code)
    {
        await using var vendor = await OddVendor.Start(body, response => response.ContentType = type);

        Assert.Equal(code, (await Fault(vendor)).Code);
        Assert.Equal(1, vendor.Calls);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_key_goes_nowhere_else()
    {
        await using var elsewhere = await OddVendor.Start(OddVendor.Page(0, 1, 1, next: null));
        await using var vendor = await OddVendor.Start("", response => (response.StatusCode, response.Headers.Location) = (302, elsewhere.Api.ToString()));

        Assert.Equal((Trouble.BadAnswer, "vendor-redirected"), ((await Fault(vendor)).Trouble, (await Fault(vendor)).Code));
        Assert.Equal(0, elsewhere.Calls);
    }

    [Fact]
    public async Task Bytes_that_are_not_compressed_as_they_claim_are_refused()
    {
        await using var vendor = await OddVendor.Start("{\"results\":[]}", response => response.Headers.ContentEncoding = "gzip");

        Assert.Equal("vendor-bad-encoding", (await Fault(vendor)).Code);
    }

    [Fact]
    public async Task A_compressed_flood_counts_by_what_comes_out_of_it()
    {
        var bomb = OddVendor.Bomb(300);
        await using var vendor = await OddVendor.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(bomb);
        });

        Assert.InRange(bomb.Length, 1, 400_000);
        var started = Stopwatch.StartNew();
        var fault = await Fault(vendor);
        Assert.Equal((Trouble.BadAnswer, "vendor-too-large"), (fault.Trouble, fault.Code));
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task One_record_may_not_fill_the_memory()
    {
        await using var vendor = await OddVendor.Start($$"""{"results":[{"id":"{{new string('x', 3_000_000)}}"}]}""");

        Assert.Equal("vendor-too-large", (await Fault(vendor, options => options with { MaxRecordBytes = 1_000_000 })).Code);
    }

    [Fact]
    public async Task A_trickle_is_cut_after_the_progress_window()
    {
        await using var vendor = await OddVendor.Start(async context =>
        {
            await context.Response.WriteAsync("{\"results\":[");
            for (var byteNumber = 0; byteNumber < 1_000; byteNumber++)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });
        var started = Stopwatch.StartNew();

        var fault = await Fault(vendor, options => options with { ProgressWindow = TimeSpan.FromMilliseconds(500), MaxTries = 1 });

        Assert.Equal((Trouble.Unavailable, "vendor-timeout"), (fault.Trouble, fault.Code));
        Assert.InRange(started.Elapsed.TotalSeconds, 0.4, 10);
    }

    [Fact]
    public async Task A_slow_reader_of_ours_is_not_held_against_the_vendor()
    {
        await using var vendor = await OddVendor.Start(OddVendor.Page(0, 400, 400, next: null));
        await using var codat = new CodatUnderTest(vendor.Api, options => options with { ProgressWindow = TimeSpan.FromMilliseconds(200) });
        var rows = new SlowSink();

        await codat.Connector.Fetch(CodatUnderTest.PullOf(Company), DataSet.Customers, rows, default);

        Assert.Equal(400, rows.Count);
    }

    [Fact]
    public async Task All_tries_together_end_in_time()
    {
        await using var vendor = await OddVendor.Start(async context => await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted));
        var started = Stopwatch.StartNew();

        var fault = await Fault(vendor, options => options with { HeaderTimeout = TimeSpan.FromMilliseconds(400), TotalTimeout = TimeSpan.FromMilliseconds(900) });

        Assert.Equal("vendor-timeout", fault.Code);
        Assert.InRange(started.Elapsed.TotalSeconds, 0.8, 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_next_page_that_is_not_further_on_is_cut_at_once(int next)
    {
        await using var vendor = await OddVendor.Start(context => context.Response.WriteAsync(OddVendor.Page(0, 5, 0, next)));

        Assert.Equal("vendor-endless-pages", (await Fault(vendor)).Code);
        Assert.Equal(next, vendor.Calls);
    }

    [Fact]
    public async Task The_same_page_again_is_noticed_even_under_a_new_number()
    {
        await using var vendor = await OddVendor.Start(context =>
            context.Response.WriteAsync(OddVendor.Page(0, 5, 0, int.Parse(context.Request.Query["page"]!, null) + 1)));

        Assert.Equal("vendor-endless-pages", (await Fault(vendor)).Code);
        Assert.Equal(2, vendor.Calls);
    }

    [Fact]
    public async Task A_list_that_ends_before_its_total_is_not_taken_for_whole()
    {
        await using var vendor = await OddVendor.Start(OddVendor.Page(0, 5, 9, next: null));

        Assert.Equal("vendor-missing-rows", (await Fault(vendor)).Code);
    }

    [Fact]
    public async Task One_company_and_one_vendor_get_no_more_calls_at_once_than_they_allow()
    {
        await using var vendor = await OddVendor.Start(async context =>
        {
            await Task.Delay(30);
            await context.Response.WriteAsync(OddVendor.Page(0, 1, 1, next: null));
        });
        await using var codat = new CodatUnderTest(vendor.Api, options => options with { CallsAtOnce = 6, CallsAtOncePerCompany = 2 });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => codat.Fetch<PartyRow>(CodatUnderTest.PullOf(Company), DataSet.Customers)));
        Assert.Equal(2, vendor.MostAtOnce);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => codat.Fetch<PartyRow>(CodatUnderTest.PullOf($"{new Guid(number, 0, 0, new byte[8])}"), DataSet.Customers)));
        Assert.Equal(6, vendor.MostAtOnce);
    }

    [Fact]
    public void No_sliding_window_ever_holds_more_calls_than_allowed_and_none_is_wasted()
    {
        var clock = new SteppedClock();
        var calls = new CallWindow(20, TimeSpan.FromSeconds(60), clock);
        var random = new Random(7);
        var times = new List<TimeSpan>();
        for (var call = 0; call < 2_000; call++)
        {
            times.Add(clock.Now + calls.Reserve());
            clock.Now += TimeSpan.FromMilliseconds(random.Next(100));
        }

        Assert.Equal(times.Order(), times);
        Assert.All(times.Zip(times.Skip(20)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(60)));
        Assert.InRange(times[^1], TimeSpan.Zero, TimeSpan.FromSeconds(100 * 60));
    }

    private static async Task<List<PartyRow>> Customers(OddVendor vendor, Func<CodatOptions, CodatOptions>? change = null)
    {
        await using var codat = new CodatUnderTest(vendor.Api, change);
        return await codat.Fetch<PartyRow>(CodatUnderTest.PullOf(Company), DataSet.Customers);
    }

    private static Task<ConnectorException> Fault(OddVendor vendor, Func<CodatOptions, CodatOptions>? change = null) =>
        Assert.ThrowsAsync<ConnectorException>(() => Customers(vendor, change));

    private sealed class SlowSink : IRowSink
    {
        public int Count { get; private set; }

        public async ValueTask Add<TRow>(TRow row, CancellationToken token)
            where TRow : class
        {
            if (++Count % 50 == 0)
                await Task.Delay(60, token);
        }
    }

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
