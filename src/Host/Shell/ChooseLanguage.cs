using Microsoft.AspNetCore.Mvc;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Host.Shell;

/// <summary>Keeps the chosen language: with the person who is signed in, and in this browser for when nobody is.</summary>
internal static class ChooseLanguage
{
    public sealed record Body
    {
        public string? Language { get; init; }

        public string? Return { get; init; }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) => app.MapPost("/language", Handle).ForAnyone();
    }

    private static async Task<IResult> Handle(
        [FromForm] Body? body, HttpContext http, Current current, [FromServices] IEnumerable<IPersonSource> people)
    {
        if (Languages.Has(body?.Language))
        {
            http.Response.Cookies.Append(Languages.Cookie, body!.Language!, new CookieOptions
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
            });
            if (current.Someone is { } person)
            {
                foreach (var source in people)
                    await source.KeepLanguage(person, body.Language!, http.RequestAborted);
            }
        }

        return TypedResults.LocalRedirect(LocalAddress.Or(body?.Return, "/"));
    }
}
