using Identity.Accounts;
using Identity.Firms;

namespace Identity.Memberships;

/// <summary>A membership with the account and the firm that it joins; all three tracked.</summary>
internal sealed record Joined(Membership Membership, Account Account, Firm Firm);

internal static class MembershipQueries
{
    /// <summary>Over all firms: only for one account, one membership or one link at a time.</summary>
    public static IQueryable<Joined> JoinedEverywhere(this IdentityDb db) =>
        from membership in db.MembershipsEverywhere
        join account in db.Accounts on membership.AccountId equals account.Id
        join firm in db.Firms on membership.FirmId equals firm.Id
        select new Joined(membership, account, firm);

    /// <summary>Within the firm that this unit of work acts for.</summary>
    public static IQueryable<Joined> Joined(this IdentityDb db) =>
        from membership in db.Memberships
        join account in db.Accounts on membership.AccountId equals account.Id
        join firm in db.Firms on membership.FirmId equals firm.Id
        select new Joined(membership, account, firm);

    /// <summary>Takes a membership away, and the account with its last one.</summary>
    public static async Task Remove(this IdentityDb db, Joined joined, DateTimeOffset now, CancellationToken token)
    {
        var (membership, account, firm) = joined;
        db.Announce(membership.Announcement(account, firm.Today(now), deleted: true));
        db.Links.RemoveRange(await db.LinksEverywhere.Where(l => l.OwnerId == membership.Id).ToListAsync(token));
        db.Memberships.Remove(membership);
        if (!await db.MembershipsEverywhere.AnyAsync(m => m.AccountId == account.Id && m.Id != membership.Id, token))
        {
            db.Links.RemoveRange(await db.LinksEverywhere.Where(l => l.AccountId == account.Id && l.OwnerId != membership.Id).ToListAsync(token));
            db.Accounts.Remove(account);
        }
    }

    /// <summary>The account of an address; a new one where nobody has it yet.</summary>
    public static async Task<Account> AccountFor(
        this IdentityDb db, EmailAddress email, string language, DateTimeOffset now, CancellationToken token)
    {
        var account = db.Accounts.Local.FirstOrDefault(a => a.NormalizedEmail == email.Key)
            ?? await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedEmail == email.Key, token);
        return account ?? db.Accounts.Add(Account.For(email, language, now)).Entity;
    }
}
