namespace VendorSimulator.Codat;

/// <summary>An error as Codat answers it.</summary>
internal sealed record CodatError(
    int StatusCode,
    string Service,
    string Error,
    string CorrelationId,
    string CanBeRetried,
    int DetailedErrorCode)
{
    public const string NotRequested = "The data set has not been requested.";

    public static CodatError Of(int status, string message) => new(
        status, "PublicApi", message, Guid.NewGuid().ToString("N"), status is 429 or >= 500 ? "True" : "Unknown", 0);

    public static IResult Result(int status, string message) => Results.Json(Of(status, message), statusCode: status);

    public static IResult BadRequest(string message) => Result(StatusCodes.Status400BadRequest, message);

    public static IResult NotFound(string message) => Result(StatusCodes.Status404NotFound, message);

    public static IResult Conflict() => Result(StatusCodes.Status409Conflict, NotRequested);

    public static IResult NoCompany(Guid id) => NotFound($"No company was found with ID {id}");

    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(Of(status, message), context.RequestAborted);
    }
}
