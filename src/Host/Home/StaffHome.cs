using SharedKernel.Access;
using SharedKernel.Web;

namespace Host.Home;

/// <summary>The first page of the staff: what needs them today, one card for each thing that a module knows.</summary>
internal static class StaffHome
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/", Handle).ForSignedIn();
    }

    private static IResult Handle(Current current, IEnumerable<HomeCard> cards, IServiceProvider services) =>
        current.Person.Side == Side.Portal
            ? TypedResults.LocalRedirect("/portal")
            : new View<StaffHomePage>(new
            {
                Cards = cards
                    .Where(card => card.Visible(current.Person))
                    .OrderBy(card => card.Order)
                    .Select(card => new HomeCardView(card.Text(services), card.Href, card.Wide))
                    .ToList(),
            });
}

public sealed record HomeCardView(string Title, string Href, bool Wide);
