using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace DataRefresh.Connectors;

/// <summary>When a failed call is tried again, and when a vendor is left in peace.</summary>
internal static class VendorPatience
{
    /// <summary>
    /// Outages, after a random pause that may be twice as long each time ("full jitter": clients that failed together do
    /// not come back together); and short 429s, after the time that the vendor named.
    /// </summary>
    public static RetryStrategyOptions Tries(VendorOptions options, RetryBudget budget) => new()
    {
        MaxRetryAttempts = Math.Max(1, options.MaxTries - 1),
        ShouldHandle = failed => ValueTask.FromResult(
            failed.AttemptNumber < options.MaxTries - 1
            && failed.Outcome.Exception is ConnectorException fault
            && (fault.IsOutage() || fault.RetryAfter <= options.ShortWait)
            && budget.Spend()),
        DelayGenerator = failed => ValueTask.FromResult<TimeSpan?>(
            (failed.Outcome.Exception as ConnectorException)?.RetryAfter ?? Jitter(options, failed.AttemptNumber)),
    };

    public static ResiliencePipeline Breaker(VendorOptions options, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = done => ValueTask.FromResult(done.Outcome.Exception is ConnectorException fault && fault.IsOutage()),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerFailures,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
            })
            .Build();

    private static TimeSpan Jitter(VendorOptions options, int attempt)
    {
        var longest = Math.Min(options.LongestRetryPause.Ticks, options.RetryPause.Ticks * (double)(1L << attempt));
        return TimeSpan.FromTicks((long)(Random.Shared.NextDouble() * longest));
    }
}
