using Microsoft.AspNetCore.Antiforgery;
using SharedKernel.Access;
using SharedKernel.Results;

namespace SharedKernel.Web;

/// <summary>
/// What stands before every unsafe request. Framework antiforgery looks only at endpoints that bind a form, and /api
/// carries the same cookie without any token: see decision 0008.
/// </summary>
internal static class Guards
{
    public static async Task CrossSite(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (IsSafe(request) || (ComesFromHere(request) && BodyIsExpected(request)))
            await next(context);
        else
            await new Failure("cross-site", StatusCodes.Status403Forbidden).ToProblem().ExecuteAsync(context);
    }

    public static async Task Antiforgery(HttpContext context, RequestDelegate next)
    {
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (IsSafe(context.Request) || context.Request.IsApi() || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<ReadsOwnForm>() is not null
            || await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
        }
        else
        {
            await new Failure("stale-form", StatusCodes.Status400BadRequest).ToProblem().ExecuteAsync(context);
        }
    }

    /// <summary>A firm whose trial is over reads. What is a person's own, such as leaving or another password, stays possible.</summary>
    public static async Task EndedTrial(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        var person = services.GetRequiredService<Current>().Someone;
        if (IsSafe(context.Request) || !(person?.TrialUntil < services.GetRequiredService<TimeProvider>().Today(person))
            || context.GetEndpoint()?.Metadata.GetMetadata<AccessDecision>()?.Audience is Audience.Anyone or Audience.SignedIn)
            await next(context);
        else
            await new Failure("trial-ended", StatusCodes.Status403Forbidden).ToProblem().ExecuteAsync(context);
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool ComesFromHere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return false;

        // Our referrer policy makes browsers send "null" with our own forms: only the other header tells them apart.
        // The scheme is not compared: a proxy that ends TLS may not be configured as known.
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (origin == "null" && site.Length > 0)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    // A form of another site can send three content types without asking first; JSON is none of them. A file comes as one of
    // them, but with a header that such a form cannot send.
    private static bool BodyIsExpected(HttpRequest request) =>
        !request.IsApi() || request.HasJsonContentType() || (request.ContentType is null && request.ContentLength is null or 0)
        || (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true && request.Headers.ContainsKey("X-Requested-With"));
}

/// <summary>
/// On an endpoint that takes a file too large to be read before it is known whose it is: it reads the form itself, and checks
/// the form's token itself, before it uses anything of it.
/// </summary>
public sealed record ReadsOwnForm;
