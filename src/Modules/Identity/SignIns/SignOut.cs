using SharedKernel.Web;

namespace Identity.SignIns;

/// <summary>Ends the session in this browser.</summary>
internal static class SignOut
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapPost("/sign-out", async (HttpContext http) =>
            {
                await Session.End(http);
                return TypedResults.LocalRedirect("/sign-in");
            }).ForAnyone();

            app.MapDelete("/api/identity/session", async (HttpContext http) =>
            {
                await Session.End(http);
                return TypedResults.NoContent();
            }).ForAnyone();
        }
    }
}
