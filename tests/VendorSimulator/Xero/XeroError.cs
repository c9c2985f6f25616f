namespace VendorSimulator.Xero;

/// <summary>Errors as Xero answers them: those of the gateway, of the accounting API and of the token endpoint differ.</summary>
internal static class XeroError
{
    /// <summary>What the gateway says before the accounting API is reached.</summary>
    public static Task GatewayAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        var body = new
        {
            Title = status switch
            {
                401 => "Unauthorized",
                403 => "Forbidden",
                429 => "TooManyRequests",
                503 => "ServiceUnavailable",
                _ => "An error occurred",
            },
            Status = status,
            Detail = detail,
            Instance = Guid.NewGuid(),
            Extensions = new { },
        };
        return context.Response.WriteAsJsonAsync(body, XeroJson.Options, context.RequestAborted);
    }

    public static IResult BadRequest(string type, string message) => Results.Json(
        new { ErrorNumber = type == "QueryParseException" ? 16 : 10, Type = type, Message = message },
        XeroJson.Options,
        statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotFound() =>
        Results.Text("The resource you're looking for cannot be found", "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound);

    public static IResult OAuth(string error) => Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);
}
