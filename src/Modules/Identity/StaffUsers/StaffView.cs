using Identity.Memberships;

namespace Identity.StaffUsers;

/// <summary>A staff user as the list and the form show it.</summary>
public sealed record StaffView(
    Guid StaffId,
    string Name,
    string Email,
    ProfileType ProfileType,
    string Language,
    MembershipStatus Status,
    DateOnly? ValidUntil,
    DateTimeOffset? LastSignInAt,
    bool Activated,
    bool Myself);

internal static class StaffQueries
{
    public static IQueryable<Joined> Staff(this IdentityDb db) => db.Joined().Where(j => j.Membership.ProfileType != null);

    public static Task<Joined?> FindStaff(this IdentityDb db, Guid staffId, CancellationToken token) =>
        db.Staff().FirstOrDefaultAsync(j => j.Membership.Id == staffId, token);

    public static StaffView View(this Joined joined, DateTimeOffset now, Guid me)
    {
        var (membership, account, firm) = joined;
        return new StaffView(
            membership.Id, membership.Name, account.Email!, membership.ProfileType!.Value, account.Language,
            membership.StatusOn(firm.Today(now)), membership.ValidUntil, membership.LastSignInAt,
            membership.ActivatedAt is not null, membership.Id == me);
    }
}
