using DataRefresh.Connectors;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using DataRefresh.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataRefresh.Tests.Connectors;

/// <summary>A connector with its own limits and connections, and a token that needs no renewal.</summary>
internal sealed class XeroUnderTest : IAsyncDisposable
{
    public const string Tenant = "c0da7000-0000-4000-8000-000000000001";

    private readonly ServiceProvider services;
    private readonly VendorHttp http;

    public XeroUnderTest(HttpMessageHandler wire, Func<XeroOptions, XeroOptions>? change = null)
    {
        var options = new XeroOptions
        {
            ApiBaseUrl = new Uri("http://spec.invalid"),
            CallsPerMinute = 100_000,
            CallsPerMinutePerCompany = 0,
            RetryPause = TimeSpan.FromMilliseconds(5),
            Scopes = XeroOptions.JournalsScope,
        };
        options = change?.Invoke(options) ?? options;
        services = new ServiceCollection()
            .AddHttpClient(XeroConnector.VendorCode, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => wire)
            .RemoveAllLoggers()
            .Services.BuildServiceProvider();
        http = new VendorHttp(
            XeroConnector.VendorCode, options, services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System, NullLogger<VendorHttp>.Instance);
        Connector = new XeroConnector(http, options);
    }

    public XeroConnector Connector { get; }

    public FixedToken Token { get; } = new();

    public Pull PullOf(params DataSet[] sets)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return new Pull(Token, Tenant, new DateOnly(today.Year - 1, 1, 1), today, sets);
    }

    public async Task<(DataSetState State, List<object> Rows)> Fetch(DataSet set)
    {
        var rows = new RowList();
        return (await Connector.Fetch(PullOf(set), set, rows, default), rows.Rows);
    }

    public async Task<ConnectorException> Fault(DataSet set) => await Assert.ThrowsAsync<ConnectorException>(() => Fetch(set));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await services.DisposeAsync();
    }
}

/// <summary>Another token each time one was refused.</summary>
internal sealed class FixedToken : TokenAccess
{
    private LiveToken live = new("token-1", Guid.CreateVersion7());

    public int Renewals { get; private set; }

    public override Task<LiveToken> Token(Guid? refused, CancellationToken token)
    {
        if (refused == live.Version)
            live = new LiveToken($"token-{++Renewals + 1}", Guid.CreateVersion7());
        return Task.FromResult(live);
    }
}
