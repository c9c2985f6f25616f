using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Identity.Memberships;

/// <summary>Where the signed-in person may act: the chooser after sign-in, and for switching.</summary>
internal static class MyMemberships
{
    internal sealed record Query : IRequest<IReadOnlyList<MembershipView>>;

    private sealed class Handler(IdentityDb db, Current current, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<MembershipView>>
    {
        public async Task<IReadOnlyList<MembershipView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (me, now) = (current.Person, clock.GetUtcNow());
            var all = await db.JoinedEverywhere().AsNoTracking().Where(j => j.Account.Id == me.AccountId).ToListAsync(cancellationToken);
            return
            [
                .. all.Where(j => j.Membership.IsOpen(j.Firm.Today(now)))
                    .OrderBy(j => j.Membership.Side).ThenBy(j => j.Firm.Name, StringComparer.CurrentCulture)
                    .ThenBy(j => j.Membership.CustomerName, StringComparer.CurrentCulture)
                    .Select(j => new MembershipView(
                        j.Membership.Id, j.Membership.Side, j.Firm.Name, j.Membership.CustomerName,
                        j.Membership.ProfileType, j.Membership.Name, j.Membership.Id == me.MembershipId)),
            ];
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/memberships", async (IMediator mediator) =>
                new View<MyMembershipsPage>(new { Memberships = await mediator.Send(new Query()) })).ForSignedIn();
            app.MapGet("/api/identity/memberships", async (IMediator mediator) =>
                TypedResults.Ok(await mediator.Send(new Query()))).ForSignedIn();
        }
    }
}
