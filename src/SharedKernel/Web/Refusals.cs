using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using SharedKernel.Access;
using SharedKernel.Results;

namespace SharedKernel.Web;

/// <summary>Answers a refused request: anonymous people are sent to sign in, others are told that they may not.</summary>
internal sealed class Refusals(Current current) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            await next(context);
        else if (current.Someone is not null)
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else if (context.Request.IsApi())
            await new Problem(new Failure("sign-in-needed", StatusCodes.Status401Unauthorized)).ExecuteAsync(context);
        else if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            // A redirect would be followed by fetch and put the sign-in page inside the fragment's target.
            context.Response.Headers["HX-Redirect"] = SignIn(PageShown(context.Request));
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            var request = context.Request;
            context.Response.Redirect(SignIn(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : null));
        }
    }

    private static string SignIn(string? back) =>
        string.IsNullOrEmpty(back) || back == "/" ? "/sign-in" : $"/sign-in?return={Uri.EscapeDataString(back)}";

    private static string? PageShown(HttpRequest request) =>
        Uri.TryCreate(request.Headers["HX-Current-URL"], UriKind.Absolute, out var url) ? url.PathAndQuery : null;
}
