using System.Globalization;
using VendorSimulator.Control;

namespace VendorSimulator.Xero;

/// <summary>Serves an organisation so many calls a minute and so many at once; the rest is told when to come back.</summary>
internal sealed class XeroLimitMiddleware(RequestDelegate next, XeroGrants grants, ConcurrencyMeter meter, TimeProvider clock)
{
    private const int CallsPerDay = 5_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Queue<DateTimeOffset>> _minutes = [];
    private readonly Dictionary<(Guid, DateOnly), int> _days = [];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<XeroCaller>()?.Organisation is not { } organisation)
        {
            await next(context);
            return;
        }

        var settings = grants.Settings;
        var running = meter.Enter(organisation.Id);
        try
        {
            if (running > settings.CallsAtOnce)
                await RefuseAsync(context, "concurrent", 1);
            else if (Wait(context, organisation.Id, settings.CallsPerMinute) is { } seconds)
                await RefuseAsync(context, "minute", seconds);
            else
                await next(context);
        }
        finally
        {
            meter.Leave(organisation.Id);
        }
    }

    private static Task RefuseAsync(HttpContext context, string problem, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-Rate-Limit-Problem"] = problem;
        return XeroError.GatewayAsync(context, StatusCodes.Status429TooManyRequests, "Too many requests");
    }

    /// <summary>Counts the call, or tells in how many seconds the minute has room again. A refused call is not counted.</summary>
    private int? Wait(HttpContext context, Guid organisation, int most)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        lock (_lock)
        {
            if (!_minutes.TryGetValue(organisation, out var calls))
                _minutes[organisation] = calls = new Queue<DateTimeOffset>();
            while (calls.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1))
                calls.Dequeue();
            if (calls.Count >= most)
                return calls.TryPeek(out var first) ? Math.Max(1, (int)Math.Ceiling(60 - (now - first).TotalSeconds)) : 60;

            calls.Enqueue(now);
            var used = _days[(organisation, today)] = _days.GetValueOrDefault((organisation, today)) + 1;
            context.Response.Headers["X-MinLimit-Remaining"] = (most - calls.Count).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-DayLimit-Remaining"] = Math.Max(0, CallsPerDay - used).ToString(CultureInfo.InvariantCulture);
            return null;
        }
    }
}
