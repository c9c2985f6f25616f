namespace VendorSimulator.Xero;

/// <summary>
/// Answers JSON to those who ask for it, and the XML of the vendor to those who do not: a reader that forgets to ask is
/// found out here as it would be there.
/// </summary>
internal sealed partial class XeroFailureMiddleware(RequestDelegate next, ILogger<XeroFailureMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/xero/api/api.xro")
            && !context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.WriteAsync("<Response><Status>OK</Status></Response>", context.RequestAborted);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            await XeroError.GatewayAsync(context, malformed.StatusCode, "The request cannot be read.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            CouldNotAnswer(logger, context.Request.Path, failure);
            await XeroError.GatewayAsync(context, StatusCodes.Status500InternalServerError, "An error occurred in the simulator.");
        }
    }

    [LoggerMessage(LogLevel.Error, "The simulator itself failed on {Path}.")]
    private static partial void CouldNotAnswer(ILogger logger, string path, Exception failure);
}
