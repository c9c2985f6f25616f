using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataRefresh.Tests.Connectors;

/// <summary>A connector with its own limits, breaker and connections, patient for milliseconds where a host is for seconds.</summary>
internal sealed class CodatUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public CodatUnderTest(Uri api, Func<CodatOptions, CodatOptions>? change = null, TimeProvider? clock = null, HttpMessageHandler? wire = null)
    {
        var options = new CodatOptions
        {
            BaseUrl = api,
            CallsPerMinute = 100_000,
            HeaderTimeout = TimeSpan.FromSeconds(10),
            RetryPause = TimeSpan.FromMilliseconds(5),
            ShortWait = TimeSpan.FromSeconds(2),
            PollPause = TimeSpan.FromMilliseconds(20),
            PollFor = TimeSpan.FromSeconds(20),
            SettleFor = TimeSpan.FromSeconds(2),
        };
        Options = change?.Invoke(options) ?? options;
        services = new ServiceCollection()
            .AddHttpClient(CodatConnector.VendorCode, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => wire ?? VendorHttp.Handler(Options))
            .RemoveAllLoggers()
            .Services.BuildServiceProvider();
        var time = clock ?? TimeProvider.System;
        Http = new VendorHttp(
            CodatConnector.VendorCode, Options, services.GetRequiredService<IHttpClientFactory>(), time, NullLogger<VendorHttp>.Instance);
        Connector = new CodatConnector(Http, Options, time);
    }

    public CodatOptions Options { get; }

    public VendorHttp Http { get; }

    public CodatConnector Connector { get; }

    public static Pull PullOf(string company, params DataSet[] sets)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return new Pull(new FirmKey("key-of-a-firm"), company, new DateOnly(today.Year - 1, 1, 1), today, sets);
    }

    public async Task<List<TRow>> Fetch<TRow>(Pull pull, DataSet set)
    {
        var rows = new RowList();
        Assert.Equal(DataSetState.Stored, await Connector.Fetch(pull, set, rows, default));
        return rows.Rows.ConvertAll(row => (TRow)row);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await services.DisposeAsync();
    }
}

/// <summary>Keeps rows in memory.</summary>
internal sealed class RowList : IRowSink
{
    public List<object> Rows { get; } = [];

    public ValueTask Add<TRow>(TRow row, CancellationToken token)
        where TRow : class
    {
        Rows.Add(row);
        return ValueTask.CompletedTask;
    }
}
