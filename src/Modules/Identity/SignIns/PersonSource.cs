using Identity.Accounts;
using Identity.Firms;
using Identity.Memberships;
using Microsoft.AspNetCore.StaticAssets;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Identity.SignIns;

/// <summary>
/// Who is asking, read anew for every request in one query: whoever was blocked, deleted or demoted, whose last day
/// has passed or whose password was changed elsewhere notices it with the very next click.
/// </summary>
internal sealed class PersonSource(IdentityDb db, TimeProvider clock) : IPersonSource
{
    public async ValueTask<Person?> Find(HttpContext context)
    {
        if (Session.Of(context.User) is not { } session || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return null;

        var person = await Find(session, context.RequestAborted);
        if (person is null)
            await Session.End(context);
        return person;
    }

    public async Task KeepLanguage(Person person, string language, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == person.AccountId, cancellationToken);
        await db.ChangeLanguage(account, language, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Person?> Find(Session session, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        if (now - session.SignedInAt >= Session.Longest)
            return null;
        var row = await db.JoinedEverywhere()
            .Where(j => j.Membership.Id == session.MembershipId && j.Account.Id == session.AccountId)
            .Select(j => new
            {
                Stamp = j.Account.SecurityStamp,
                Email = j.Account.Email!,
                j.Account.Language,
                j.Membership.FirmId,
                j.Membership.Side,
                j.Membership.ProfileType,
                j.Membership.CustomerId,
                j.Membership.Name,
                j.Membership.Blocked,
                j.Membership.ActivatedAt,
                j.Membership.ValidUntil,
                Firm = j.Firm.Name,
                j.Firm.TimeZone,
                j.Firm.TrialUntil,
            })
            .FirstOrDefaultAsync(token);
        if (row is null || row.Stamp != session.Stamp || row.Blocked || row.ActivatedAt is null
            || row.ValidUntil < Firm.LocalDate(now, row.TimeZone))
        {
            return null;
        }

        return new Person(
            session.AccountId, session.MembershipId, row.FirmId, row.Firm, row.Side, row.ProfileType?.ToString(), row.CustomerId,
            row.Name, row.Email, row.Language, row.TimeZone,
            row.ProfileType is { } type ? ProfileTypes.RightsOf(type) : NoRights,
            row.TrialUntil);
    }

    private static readonly Dictionary<Right, Reach> NoRights = [];
}
