using System.Globalization;
using VendorSimulator.Codat;
using VendorSimulator.Xero;

namespace VendorSimulator.Faults;

/// <summary>Lets a fault take the place of, or spoil, the ordinary answer.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultRegistry registry)
{
    private const int DefaultDelayMilliseconds = 5_000;
    private const int DefaultMegabytes = 128;

    public async Task InvokeAsync(HttpContext context)
    {
        if (registry.Strike(context.Request.Path, CompanyPath.IdIn(context.Request.Path) ?? Tenant.IdIn(context.Request)) is not { } fault)
        {
            await next(context);
            return;
        }

        try
        {
            await ActAsync(context, fault.Request);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up, which is what such a fault is for.
        }
    }

    private async Task ActAsync(HttpContext context, FaultRequest fault)
    {
        if (fault.RetryAfter is { } retryAfter)
            context.Response.Headers.RetryAfter = retryAfter;

        switch (fault.Kind)
        {
            case FaultKinds.Timeout:
                await Task.Delay(TimeSpan.FromMinutes(10), context.RequestAborted);
                CutConnection.Now(context);
                break;
            case FaultKinds.Slow:
                await Task.Delay(fault.DelayMs ?? DefaultDelayMilliseconds, context.RequestAborted);
                await next(context);
                break;
            case FaultKinds.Garbage:
                await FaultBodies.GarbageAsync(context);
                break;
            case FaultKinds.Html:
                await FaultBodies.HtmlAsync(context);
                break;
            case FaultKinds.Deep:
                await FaultBodies.DeepAsync(context);
                break;
            case FaultKinds.Huge:
                await FaultBodies.HugeAsync(context, fault.Megabytes ?? DefaultMegabytes);
                break;
            case FaultKinds.HalfBody:
                await SpoiledAnswers.HalfBodyAsync(context, next);
                break;
            case FaultKinds.HalfPage:
                await SpoiledAnswers.HalfPageAsync(context, next);
                break;
            case FaultKinds.EndlessPages:
                await EndlessPages.AnswerAsync(context, next);
                break;
            case FaultKinds.Reset:
                CutConnection.Reset(context);
                break;
            default:
                var status = int.Parse(fault.Kind, CultureInfo.InvariantCulture);
                if (context.Request.Path.StartsWithSegments("/xero"))
                    await XeroError.GatewayAsync(context, status, MessageOf(status));
                else
                    await CodatError.WriteAsync(context, status, MessageOf(status));
                break;
        }
    }

    private static string MessageOf(int status) => status switch
    {
        401 => "Unauthorized",
        403 => "You are using an outdated API key or a key not associated with that resource.",
        404 => "One or more of the resources you referenced could not be found.",
        429 => "You have made too many requests in a given amount of time; please retry later.",
        503 => "The Codat API is temporarily offline for maintenance. Please try again later.",
        _ => "There is a problem with our server. Please try again later.",
    };
}
