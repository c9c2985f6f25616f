using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using SharedKernel.Access;

namespace SharedKernel.Web;

/// <summary>The layouts of the house. Host registers them; who asks decides which one is used.</summary>
/// <param name="Plain">For nobody in particular: sign-in, links from mails, errors.</param>
public sealed record ShellSet(Type Staff, Type Portal, Type Plain)
{
    public Type For(Person? person) => person?.Side switch
    {
        Side.Staff => Staff,
        Side.Portal => Portal,
        _ => Plain,
    };
}

/// <summary>
/// A page, or the same component alone when htmx asks for a part of it. So every address also works typed into the
/// address bar and without JavaScript.
/// </summary>
/// <param name="parameters">The component's parameters as an anonymous object.</param>
public sealed class View<TComponent>(object? parameters = null, int status = StatusCodes.Status200OK)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
    where TComponent : IComponent
{
    public int? StatusCode => status;

    public string ContentType => "text/html; charset=utf-8";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var partial = request.WantsPart();
        response.Headers.Vary = "HX-Request-Type";

        // A list that htmx refreshes is one element of the page: the rest of the page is dropped by the browser, so
        // that a slice need not know which part of its page was asked for.
        if (partial && request.Headers["HX-Target"].ToString().EndsWith("#list", StringComparison.Ordinal))
            response.Headers["HX-Reselect"] = "#list";

        var services = httpContext.RequestServices;
        return new RazorComponentResult<Framed>(new
        {
            Layout = partial ? null : services.GetRequiredService<ShellSet>().For(services.GetRequiredService<Current>().Someone),
            Component = typeof(TComponent),
            Parameters = new RouteValueDictionary(parameters),
        })
        { StatusCode = status }.ExecuteAsync(httpContext);
    }
}

public static class PartialRequests
{
    /// <summary>
    /// htmx wants a fragment. <c>HX-Request</c> alone does not say so: history restores and boosted links carry it too.
    /// </summary>
    public static bool WantsPart(this HttpRequest request) => request.Headers["HX-Request-Type"] == "partial";
}
