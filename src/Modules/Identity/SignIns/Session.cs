using System.Globalization;
using System.Security.Claims;
using Identity.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using SharedKernel.Access;

namespace Identity.SignIns;

/// <summary>
/// What the cookie carries: which account, in which membership, since when, and the stamp that a change of password
/// renews. Nothing in it is a right: those are read anew for every request.
/// </summary>
internal sealed record Session(Guid AccountId, Guid MembershipId, string Stamp, DateTimeOffset SignedInAt)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static Session? Of(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && Guid.TryParse(user.FindFirstValue("membership"), out var membership)
        && long.TryParse(user.FindFirstValue("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && user.FindFirstValue("stamp") is { } stamp
            ? new Session(account, membership, stamp, DateTimeOffset.FromUnixTimeSeconds(at))
            : null;

    public static Session For(Account account, Guid membershipId, DateTimeOffset signedInAt) =>
        new(account.Id, membershipId, account.SecurityStamp!, signedInAt);

    /// <summary>Writes a new cookie, so that one planted earlier is worth nothing.</summary>
    public Task Begin(HttpContext http) => http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, AccountId.ToString()),
            new Claim("membership", MembershipId.ToString()),
            new Claim("stamp", Stamp),
            new Claim("at", SignedInAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        IdentityConstants.ApplicationScheme)));

    public static async Task End(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        http.User = new ClaimsPrincipal(new ClaimsIdentity());
    }
}

/// <summary>A person who may begin a session.</summary>
/// <param name="Several">Whether there are other memberships to choose from.</param>
internal sealed record SignedIn(Session Session, Side Side, bool Several = false);
