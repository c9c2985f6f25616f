using SharedKernel.Web;

namespace Identity.Trials;

/// <summary>How long the trial lasts yet; a card of the Home page.</summary>
internal static class TrialLeft
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/trial/left", (HttpRequest request) =>
            request.WantsPart() ? (IResult)new View<TrialNotice>() : new View<TrialLeftPage>()).ForStaff();
    }
}
