using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace DataRefresh.Connectors;

/// <summary>
/// The one way to a vendor, shared by all its calls on this host: a turn within the limits, then tries with growing random
/// pauses within a budget, a breaker, time-outs, and a body that is cut when it is too slow or too large. Everything that
/// can go wrong comes out as <see cref="ConnectorException"/>; only the caller's own cancellation does not.
/// </summary>
internal sealed partial class VendorHttp : IDisposable
{
    private const string Everybody = "";
    private readonly string vendor;
    private readonly VendorOptions options;
    private readonly IHttpClientFactory clients;
    private readonly TimeProvider clock;
    private readonly ILogger<VendorHttp> log;
    private readonly VendorLimits limits;
    private readonly RetryBudget budget;
    private readonly ResiliencePipeline once;
    private readonly ResiliencePipeline repeating;

    public VendorHttp(string vendor, VendorOptions options, IHttpClientFactory clients, TimeProvider clock, ILogger<VendorHttp> log)
    {
        (this.vendor, this.options, this.clients, this.clock, this.log) = (vendor, options, clients, clock, log);
        limits = new VendorLimits(options, clock);
        budget = new RetryBudget(options.RetryShare);
        var breaker = VendorPatience.Breaker(options, clock);
        once = breaker;
        repeating = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(VendorPatience.Tries(options, budget))
            .AddPipeline(breaker)
            .Build();
    }

    /// <summary>The connections beneath: no redirects (a vendor must not send our keys elsewhere), no cookies, bounded waits.</summary>
    public static SocketsHttpHandler Handler(VendorOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.CallsAtOnce,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>
    /// Asks, and gives a successful answer to <paramref name="read"/>. That may be called again after an answer that broke
    /// off: what it did before must not count twice.
    /// </summary>
    /// <exception cref="ConnectorException">Any other outcome; the codes are in <see cref="VendorFault"/>.</exception>
    public async Task<T> Ask<T>(VendorCall call, Func<VendorAnswer, ValueTask<T>> read, CancellationToken token)
    {
        using var turn = await limits.Enter(call.Company, token);
        await turn.Count(token);
        budget.Earn();

        using var timeout = new CancellationTokenSource(options.TotalTimeout, clock);
        using var total = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
        try
        {
            var pipeline = call.MayRepeat ? repeating : once;
            return await pipeline.ExecuteAsync(
                static async (state, token) =>
                {
                    if (state.IsRepetition.Value)
                        await state.Turn.Count(token);
                    state.IsRepetition.Value = true;
                    return await state.Self.Try(state.Call, state.Read, token);
                },
                (Self: this, Call: call, Turn: turn, Read: read, IsRepetition: new StrongBox<bool>()),
                total.Token);
        }
        catch (BrokenCircuitException open)
        {
            throw VendorFault.Down(VendorFault.Paused, "The vendor has failed too often; calls are paused.", open);
        }
        catch (OperationCanceledException late) when (!token.IsCancellationRequested)
        {
            throw VendorFault.Down(VendorFault.Timeout, $"The vendor did not manage within {options.TotalTimeout.TotalSeconds:0.#} s.", late);
        }
        catch (ConnectorException fault)
        {
            Failed(log, vendor, fault.Trouble, fault.Code, fault.Message);
            throw;
        }
    }

    public void Dispose() => limits.Dispose();

    private async ValueTask<T> Try<T>(VendorCall call, Func<VendorAnswer, ValueTask<T>> read, CancellationToken token)
    {
        await KeepSilence(call, token);
        using var request = call.Request();
        using var response = await Send(request, token);
        if ((int)response.StatusCode == StatusCodes.Status429TooManyRequests)
        {
            var wait = RetryAfter.Read(response.Headers, options.UnstatedWait, clock.GetUtcNow());
            limits.Silence(call.ConcernsAll(response) ? Everybody : call.Payer, wait);
            throw VendorFault.Limited(wait);
        }

        if (!response.IsSuccessStatusCode)
            throw (call.Refusal is { } refusal ? await refusal(response, token) : null) ?? VendorFault.Of(response.StatusCode);

        VendorAnswer.CheckContent(response.Content);
        await using var body = new VendorBody(await response.Content.ReadAsStreamAsync(token), options, clock, token);
        return await read(new VendorAnswer(body, options, token));
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(options.HeaderTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
        try
        {
            return await clients.CreateClient(vendor).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException late) when (!token.IsCancellationRequested)
        {
            throw VendorFault.Down(VendorFault.Timeout, $"The vendor did not begin to answer within {options.HeaderTimeout.TotalSeconds:0.#} s.", late);
        }
        catch (HttpRequestException unreachable)
        {
            throw VendorFault.Down(VendorFault.Unreachable, $"The vendor cannot be reached ({unreachable.HttpRequestError}).", unreachable);
        }
    }

    // Another call of the same payer was told to wait: asking now would be an early call.
    private async ValueTask KeepSilence(VendorCall call, CancellationToken token)
    {
        var (own, all) = (limits.SilenceLeft(call.Payer), limits.SilenceLeft(Everybody));
        var left = own > all ? own : all;
        if (left > options.ShortWait)
            throw VendorFault.Limited(left);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, clock, token);
    }

    [LoggerMessage(LogLevel.Warning, "Call to {Vendor} failed: {Trouble} {Code}: {Message}")]
    private static partial void Failed(ILogger log, string vendor, Trouble trouble, string code, string message);
}
