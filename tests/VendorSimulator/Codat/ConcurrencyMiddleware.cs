using VendorSimulator.Control;

namespace VendorSimulator.Codat;

/// <summary>Serves ten calls at a time for a company, as Codat does; the eleventh is told to come back.</summary>
internal sealed class ConcurrencyMiddleware(RequestDelegate next, ConcurrencyMeter meter)
{
    public const int Limit = 10;

    public async Task InvokeAsync(HttpContext context)
    {
        if (CompanyPath.IdIn(context.Request.Path) is not { } companyId)
        {
            await next(context);
            return;
        }

        var running = meter.Enter(companyId);
        try
        {
            if (running > Limit)
            {
                context.Response.Headers.RetryAfter = "1";
                await CodatError.WriteAsync(
                    context,
                    StatusCodes.Status429TooManyRequests,
                    "You have made too many requests in a given amount of time; please retry later.");
                return;
            }

            await next(context);
        }
        finally
        {
            meter.Leave(companyId);
        }
    }
}

/// <summary>Finds the company a path speaks of.</summary>
internal static class CompanyPath
{
    public static Guid? IdIn(PathString path)
    {
        const string Marker = "/companies/";
        var text = path.Value ?? "";
        var start = text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;

        var rest = text.AsSpan(start + Marker.Length);
        var end = rest.IndexOf('/');
        return Guid.TryParse(end < 0 ? rest : rest[..end], out var id) ? id : null;
    }
}
