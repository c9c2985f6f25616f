using VendorSimulator.Faults;
using VendorSimulator.Xero;

namespace VendorSimulator.Control;

/// <summary>One call of the vendor API. The status is null while it runs and 0 when the connection was cut.</summary>
internal sealed class Call(DateTime at, string method, string path, string query, string? company = null)
{
    public DateTime At { get; } = at;

    public string Method { get; } = method;

    public string Path { get; } = path;

    public string Query { get; } = query;

    /// <summary>The organisation a call names apart from its path.</summary>
    public string? Company { get; } = company;

    /// <summary>What no address tells, such as which kind of token a call asked for.</summary>
    public string? Detail { get; set; }

    public int? Status { get; set; }
}

/// <summary>The last hundred thousand calls.</summary>
internal sealed class CallLog
{
    private const int Capacity = 100_000;
    private readonly Lock _lock = new();
    private readonly Queue<Call> _calls = new();

    public void Add(Call call)
    {
        lock (_lock)
        {
            if (_calls.Count == Capacity)
                _calls.Dequeue();
            _calls.Enqueue(call);
        }
    }

    public IReadOnlyList<Call> Of(string? company)
    {
        lock (_lock)
        {
            return company is null
                ? [.. _calls]
                : [.. _calls.Where(call =>
                    call.Path.Contains(company, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(call.Company, company, StringComparison.OrdinalIgnoreCase))];
        }
    }

    public void Clear()
    {
        lock (_lock)
            _calls.Clear();
    }
}

/// <summary>Writes every vendor call to the log, also those that fail or never end.</summary>
internal sealed class CallLogMiddleware(RequestDelegate next, CallLog log, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var call = new Call(
            clock.GetUtcNow().UtcDateTime,
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value ?? "",
            Tenant.IdIn(context.Request)?.ToString());
        log.Add(call);
        context.Features.Set(call);
        try
        {
            await next(context);
            call.Status = CutConnection.Happened(context) ? 0 : context.Response.StatusCode;
        }
        catch
        {
            call.Status = CutConnection.Happened(context) ? 0 : StatusCodes.Status500InternalServerError;
            throw;
        }
    }
}
