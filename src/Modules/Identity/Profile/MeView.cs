using Identity.Memberships;
using SharedKernel.Access;

namespace Identity.Profile;

/// <summary>The signed-in person, as shown to that person.</summary>
/// <param name="Rights">What the profile type may do, for a caller of the API.</param>
public sealed record MeView(
    Guid MembershipId,
    Guid FirmId,
    string FirmName,
    Side Side,
    ProfileType? ProfileType,
    string? CustomerName,
    string Name,
    string Email,
    string Language,
    string TimeZone,
    DateOnly? ValidUntil,
    DateTimeOffset? PasswordChangedAt,
    IReadOnlyDictionary<Right, Reach> Rights);

internal static class MeQueries
{
    public static async Task<MeView> ReadMe(this IdentityDb db, Person me, CancellationToken token)
    {
        var (membership, account, firm) = await db.Joined().AsNoTracking().SingleAsync(j => j.Membership.Id == me.MembershipId, token);
        return new MeView(
            membership.Id, firm.Id, firm.Name, membership.Side, membership.ProfileType, membership.CustomerName, membership.Name,
            account.Email!, account.Language, firm.TimeZone, membership.ValidUntil, account.PasswordChangedAt, me.Rights);
    }
}
