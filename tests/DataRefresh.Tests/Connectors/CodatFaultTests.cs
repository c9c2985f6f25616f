using System.Diagnostics;
using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Connectors;

[Collection(UsesCodatSimulator.Name)]
public sealed class CodatFaultTests(CodatSimulator simulator)
{
    private const string Journal = "/data/journalEntries";

    [Theory]
    [InlineData("401", "KeyRefused", "vendor-key-refused")]
    [InlineData("403", "KeyRefused", "vendor-key-refused")]
    [InlineData("404", "GrantRevoked", "company-missing")]
    [InlineData("garbage", "BadAnswer", "vendor-bad-json")]
    [InlineData("html", "BadAnswer", "vendor-html")]
    [InlineData("half-body", "BadAnswer", "vendor-bad-json")]
    [InlineData("deep", "BadAnswer", "vendor-bad-json")]
    [InlineData("endless-pages", "BadAnswer", "vendor-endless-pages")]
    public async Task A_fault_that_time_does_not_heal_is_reported_after_the_first_call(string kind, string trouble, string code)
    {
        var company = await Prepared();
        await simulator.Break(company, kind, Journal);

        var fault = await Pull(company);

        Assert.Equal((trouble, code), (fault.Trouble.ToString(), fault.Code));
        Assert.Equal(1, await simulator.Calls(company, Journal));
    }

    [Theory]
    [InlineData("500", "vendor-unavailable")]
    [InlineData("503", "vendor-unavailable")]
    [InlineData("reset", "vendor-unreachable")]
    [InlineData("half-page", "vendor-cut-short")]
    [InlineData("timeout", "vendor-timeout")]
    public async Task An_outage_is_tried_five_times_and_no_more(string kind, string code)
    {
        var company = await Prepared();
        await simulator.Break(company, kind, Journal);

        var fault = await Pull(company, options => options with { HeaderTimeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((Trouble.Unavailable, code), (fault.Trouble, fault.Code));
        Assert.Equal(5, await simulator.Calls(company, Journal));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("reset")]
    [InlineData("half-page")]
    public async Task A_short_outage_is_survived_and_loses_and_doubles_nothing(string kind)
    {
        var company = await Prepared();
        await using var codat = new CodatUnderTest(simulator.Api, options => options with { PageSize = 50 });
        var pull = CodatUnderTest.PullOf(company, DataSet.Ledger);
        var whole = await codat.Fetch<LedgerRow>(pull, DataSet.Ledger);
        await simulator.Break(company, kind, Journal, times: 3);

        Assert.Equal(whole, await codat.Fetch<LedgerRow>(pull, DataSet.Ledger));
    }

    [Theory]
    [InlineData("7", 7, 7)]
    [InlineData("0", 1, 1)]
    [InlineData(null, 60, 60)]
    [InlineData("-5", 60, 60)]
    [InlineData("soon", 60, 60)]
    [InlineData("99999999999", 86_400, 86_400)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", 1, 1)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86_400, 86_400)]
    [InlineData("date", 119, 122)]
    public async Task A_429_says_how_long_to_wait_within_reason(string? header, int least, int most)
    {
        var company = await Prepared();
        header = header == "date" ? DateTime.UtcNow.AddMinutes(2).ToString("R") : header;
        await simulator.Break(company, "429", Journal, retryAfter: header);

        var fault = await Pull(company, options => options with { ShortWait = TimeSpan.Zero });

        Assert.Equal((Trouble.RateLimited, "vendor-rate-limited"), (fault.Trouble, fault.Code));
        Assert.InRange(fault.RetryAfter!.Value.TotalSeconds, least, most);
        Assert.Equal(1, await simulator.Calls(company, Journal));
    }

    [Fact]
    public async Task A_short_429_is_waited_for_and_never_called_early()
    {
        var company = await Prepared();
        await using var codat = new CodatUnderTest(simulator.Api);
        await simulator.Break(company, "429", Journal, times: 1, retryAfter: "1");
        var started = Stopwatch.StartNew();

        Assert.NotEmpty(await codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(company), DataSet.Ledger));

        Assert.True(started.Elapsed >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task After_a_429_the_payers_other_calls_are_not_sent_before_its_time()
    {
        var (limited, other) = (await Prepared(), await Prepared());
        await using var codat = new CodatUnderTest(simulator.Api);
        await simulator.Break(limited, "429", Journal, retryAfter: "90");
        await Assert.ThrowsAsync<ConnectorException>(() => codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(limited), DataSet.Ledger));

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(other), DataSet.Ledger));
        var strangers = await codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(other) with { Access = new FirmKey("another firm's") }, DataSet.Ledger);

        Assert.Equal(Trouble.RateLimited, fault.Trouble);
        Assert.InRange(fault.RetryAfter!.Value.TotalSeconds, 80, 90);
        Assert.NotEmpty(strangers);
    }

    [Fact]
    public async Task A_flood_is_cut_at_the_limit_and_memory_stays()
    {
        var company = await Prepared();
        await simulator.Break(company, "huge", Journal, megabytes: 400);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.StartNew();

        var fault = await Pull(company, options => options with { MaxAnswerBytes = 64 * 1024 * 1024 });

        Assert.Equal((Trouble.BadAnswer, "vendor-too-large"), (fault.Trouble, fault.Code));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 * 1024 * 1024);
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_dead_vendor_is_left_in_peace_and_found_alive_again()
    {
        var company = await Prepared();
        await using var codat = new CodatUnderTest(simulator.Api, options => options with { BreakerPause = TimeSpan.FromSeconds(1), BreakerFailures = 10 });
        await simulator.Break(company, "500", Journal, times: 10);
        var codes = new List<string>();
        for (var call = 0; call < 12; call++)
            codes.Add((await Assert.ThrowsAsync<ConnectorException>(() => codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(company), DataSet.Ledger))).Code);

        Assert.Equal("vendor-paused", codes[^1]);
        Assert.Equal(10, await simulator.Calls(company, Journal));
        await Task.Delay(1100);
        Assert.NotEmpty(await codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(company), DataSet.Ledger));
    }

    [Fact]
    public async Task One_customers_faults_do_not_open_the_breaker_for_others()
    {
        var (gone, well) = (await Prepared(), await Prepared());
        await using var codat = new CodatUnderTest(simulator.Api, options => options with { BreakerFailures = 5 });
        await simulator.Break(gone, "404");
        for (var call = 0; call < 20; call++)
            await Assert.ThrowsAsync<ConnectorException>(() => codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(gone), DataSet.Ledger));

        Assert.NotEmpty(await codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(well), DataSet.Ledger));
    }

    [Fact]
    public async Task When_everything_fails_calls_grow_by_a_fifth_at_most()
    {
        var company = await Prepared();
        await using var codat = new CodatUnderTest(simulator.Api, options => options with { BreakerFailures = 100_000, RetryPause = TimeSpan.Zero });
        await simulator.Break(company, "500", Journal);
        const int Pulls = 200;
        for (var call = 0; call < Pulls; call++)
            await Assert.ThrowsAsync<ConnectorException>(() => codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(company), DataSet.Ledger));

        Assert.InRange(await simulator.Calls(company, Journal), Pulls, Pulls * 1.2);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_not_a_fault()
    {
        var company = await Prepared();
        await using var codat = new CodatUnderTest(simulator.Api);
        await simulator.Break(company, "timeout", Journal);
        using var stop = new CancellationTokenSource(200);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            codat.Connector.Fetch(CodatUnderTest.PullOf(company), DataSet.Ledger, new RowList(), stop.Token));
    }

    private async Task<string> Prepared()
    {
        var company = CodatSimulator.NextCompany();
        await using var codat = new CodatUnderTest(simulator.Api);
        await codat.Connector.Prepare(CodatUnderTest.PullOf(company, DataSet.Ledger), default);
        return company;
    }

    private async Task<ConnectorException> Pull(string company, Func<CodatOptions, CodatOptions>? change = null)
    {
        await using var codat = new CodatUnderTest(simulator.Api, change);
        return await Assert.ThrowsAsync<ConnectorException>(() => codat.Fetch<LedgerRow>(CodatUnderTest.PullOf(company), DataSet.Ledger));
    }
}
