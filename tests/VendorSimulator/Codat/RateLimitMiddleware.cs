using System.Collections.Concurrent;
using System.Globalization;
using VendorSimulator.Companies;

namespace VendorSimulator.Codat;

/// <summary>
/// Sends the day's quota with every answer: 1,000 calls for the client and for each of its linked companies. The
/// quota is shown, not enforced, so that long load runs are not cut short; a fault makes a 429 when a test wants one.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, CompanyDirectory directory, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Client, DateOnly Day), Quota> _quotas = [];

    public Task InvokeAsync(HttpContext context)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var client = CodatClient.Of(context);
        var today = DateOnly.FromDateTime(now);
        var quota = _quotas.GetOrAdd((client, today), key => new Quota(1_000L * (1 + Active(key.Client))));
        var headers = context.Response.Headers;
        headers["X-Rate-Limit-Limit"] = quota.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Remaining"] = quota.Take().ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Reset"] = CodatJson.Moment(today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        return next(context);
    }

    private int Active(string client) => directory.List(client).Count(company => company.Link?.State == State.LinkState.Linked);

    private sealed class Quota(long limit)
    {
        private long _used;

        public long Limit => limit;

        public long Take() => Math.Max(0, limit - Interlocked.Increment(ref _used));
    }
}
