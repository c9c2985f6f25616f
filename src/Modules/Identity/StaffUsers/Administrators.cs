using Identity.Memberships;
using Microsoft.Extensions.Localization;
using SharedKernel.Results;

namespace Identity.StaffUsers;

/// <summary>A firm always keeps an administrator who can sign in and whose access does not end by itself.</summary>
internal static class Administrators
{
    public static bool IsLastingAdministrator(this Membership membership) =>
        membership is { ProfileType: ProfileType.Administrator, ActivatedAt: not null, Blocked: false, ValidUntil: null };

    /// <summary>
    /// Called before a change that takes away an administrator. Renews the firm's stamp, so that of two such changes
    /// at once, each relying on the other's administrator, only one can be saved.
    /// </summary>
    public static async Task<Failure?> GuardLastAdministrator(
        this IdentityDb db, Joined joined, IStringLocalizer<Text> text, CancellationToken token)
    {
        if (!joined.Membership.IsLastingAdministrator())
            return null;
        joined.Firm.GuardAdministrators();
        var another = await db.Memberships.AnyAsync(
            m => m.Id != joined.Membership.Id && m.ProfileType == ProfileType.Administrator
                && m.ActivatedAt != null && !m.Blocked && m.ValidUntil == null,
            token);
        return another ? null : Failure.Conflict("last-administrator", text["Staff_LastAdministrator"]);
    }

    public static Failure NotYourself(this IStringLocalizer<Text> text) => Failure.Conflict("not-yourself", text["Staff_NotYourself"]);
}
