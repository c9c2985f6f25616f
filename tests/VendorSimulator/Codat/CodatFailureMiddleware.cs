namespace VendorSimulator.Codat;

/// <summary>Answers a body or a value that cannot be read with Codat's error, not with the framework's.</summary>
internal sealed partial class CodatFailureMiddleware(RequestDelegate next, ILogger<CodatFailureMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            await CodatError.WriteAsync(context, malformed.StatusCode, "Error processing request - not valid.");
            return;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            CouldNotAnswer(logger, context.Request.Path, failure);
            await CodatError.WriteAsync(context, StatusCodes.Status500InternalServerError, "There is a problem with our server. Please try again later.");
            return;
        }

        if (context.Response is { StatusCode: 400 or 405 or 415, HasStarted: false, ContentType: null })
            await CodatError.WriteAsync(context, context.Response.StatusCode, "Error processing request - not valid.");
    }

    [LoggerMessage(LogLevel.Error, "The simulator itself failed on {Path}.")]
    private static partial void CouldNotAnswer(ILogger logger, string path, Exception failure);
}
