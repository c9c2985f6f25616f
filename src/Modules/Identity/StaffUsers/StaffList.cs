using Identity.Memberships;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Identity.StaffUsers;

/// <summary>Admin &gt; Users: the firm's staff users.</summary>
internal static class StaffList
{
    /// <param name="Sort">name, email or lastSignIn; with a minus in front it is descending.</param>
    internal sealed record Query(
        string? Search, string? ProfileType, string? Status, string? Sort, string? After, string? Before, int? Size)
        : IRequest<Result<Page<StaffView>>>;

    private sealed class Handler(IdentityDb db, Current current, TimeProvider clock) : IRequestHandler<Query, Result<Page<StaffView>>>
    {
        public async Task<Result<Page<StaffView>>> Handle(Query query, CancellationToken cancellationToken)
        {
            var today = clock.Today(current.Person);
            var staff = WithStatus(db.Staff().AsNoTracking(), query.Status, today);
            if (ProfileTypes.Parse(query.ProfileType) is { } type)
                staff = staff.Where(j => j.Membership.ProfileType == type);
            foreach (var word in Folding.Words(query.Search))
            {
                var named = db.Hits<Membership>(m => m.SearchText, word);
                staff = staff.Where(j => named.Contains(j.Membership.Id));
            }

            var total = await staff.CountAsync(cancellationToken);
            var page = new PageRequest(query.After, query.Before, query.Size);
            var descending = query.Sort?.StartsWith('-') == true;
            var found = query.Sort?.TrimStart('-') switch
            {
                "email" => await staff.ToPage(
                    j => j.Account.NormalizedEmail!, j => j.Membership.Id, j => j, descending, page, total, cancellationToken),
                "lastSignIn" => await staff.ToPage(
                    j => j.Membership.LastSignInAt ?? DateTimeOffset.UnixEpoch, j => j.Membership.Id, j => j, descending, page, total, cancellationToken),
                _ => await staff.ToPage(
                    j => j.Membership.SortName, j => j.Membership.Id, j => j, descending, page, total, cancellationToken),
            };
            if (found.Failed)
                return found.Failure;

            var (now, me, rows) = (clock.GetUtcNow(), current.Person.MembershipId, found.Value);
            return new Page<StaffView>([.. rows.Items.Select(j => j.View(now, me))], rows.Next, rows.Total) { Previous = rows.Previous };
        }

        // The same cases as Membership.StatusOn, for the database.
        private static IQueryable<Joined> WithStatus(IQueryable<Joined> staff, string? status, DateOnly today) => status?.ToLowerInvariant() switch
        {
            "blocked" => staff.Where(j => j.Membership.Blocked),
            "expired" => staff.Where(j => !j.Membership.Blocked && j.Membership.ValidUntil < today),
            "invited" => staff.Where(j => !j.Membership.Blocked && !(j.Membership.ValidUntil < today) && j.Membership.ActivatedAt == null),
            "active" => staff.Where(j => !j.Membership.Blocked && !(j.Membership.ValidUntil < today) && j.Membership.ActivatedAt != null),
            _ => staff,
        };
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/users", async ([AsParameters] Query query, IMediator mediator, Current current) =>
                (await mediator.Send(query)).ToResult(page => new View<StaffListPage>(new
                {
                    Page = page,
                    MayManage = current.Person.May(Right.ManageStaff) != Reach.None,
                }))).For(Right.InviteStaff);

            app.MapGet("/api/identity/staff", async ([AsParameters] Query query, IMediator mediator) =>
                (await mediator.Send(query)).ToResult()).For(Right.InviteStaff);
        }
    }
}
