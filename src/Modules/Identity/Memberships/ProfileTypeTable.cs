using SharedKernel.Access;
using SharedKernel.Web;

namespace Identity.Memberships;

/// <summary>Settings &gt; Profile types: the table of rights as it is in force.</summary>
internal static class ProfileTypeTable
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/settings/profile-types", (Current current) => new View<ProfileTypeTablePage>(new
            {
                Rows = Rows(),
                Mine = ProfileTypes.Parse(current.Person.ProfileType),
            })).ForStaff();
            app.MapGet("/api/identity/profile-types", () => TypedResults.Ok(Rows())).ForStaff();
        }
    }

    private static IReadOnlyList<RightRow> Rows() =>
    [
        .. ProfileTypes.Rights.Select(right => new RightRow(
            right, Enum.GetValues<ProfileType>().ToDictionary(type => type, type => type.May(right)))),
    ];
}

/// <summary>One right, and how far it reaches for each profile type.</summary>
public sealed record RightRow(Right Right, IReadOnlyDictionary<ProfileType, Reach> Reaches);
