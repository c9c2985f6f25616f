using Identity.Accounts;
using Identity.Firms;
using SharedKernel.Mail;

namespace Identity.Memberships;

/// <summary>A membership with the account and the firm that it joins; all three tracked.</summary>
internal sealed class Joined
{
    public required Membership Membership { get; init; }

    public required Account Account { get; init; }

    public required Firm Firm { get; init; }

    public void Deconstruct(out Membership membership, out Account account, out Firm firm) =>
        (membership, account, firm) = (Membership, Account, Firm);
}

internal static class MembershipQueries
{
    /// <summary>Over all firms: only for one account, one membership or one link at a time.</summary>
    public static IQueryable<Joined> JoinedEverywhere(this IdentityDb db) =>
        from membership in db.MembershipsEverywhere
        join account in db.Accounts on membership.AccountId equals account.Id
        join firm in db.FirmsEverywhere on membership.FirmId equals firm.Id
        select new Joined { Membership = membership, Account = account, Firm = firm };

    /// <summary>Within the firm that this unit of work acts for.</summary>
    public static IQueryable<Joined> Joined(this IdentityDb db) =>
        from membership in db.Memberships
        join account in db.Accounts on membership.AccountId equals account.Id
        join firm in db.Firms on membership.FirmId equals firm.Id
        select new Joined { Membership = membership, Account = account, Firm = firm };

    /// <summary>Takes a membership away, and the account with its last one.</summary>
    public static async Task Remove(this IdentityDb db, Joined joined, DateTimeOffset now, CancellationToken token)
    {
        var (membership, account, firm) = joined;
        db.Announce(membership.Announcement(account, firm.Today(now), deleted: true));
        db.Links.RemoveRange(await db.LinksEverywhere.Where(l => l.OwnerId == membership.Id).ToListAsync(token));
        db.Memberships.Remove(membership);
        await db.RemoveIfAlone(account, membership, token);
    }

    /// <summary>The account goes with its last membership, which is the one that is leaving it.</summary>
    public static async Task RemoveIfAlone(this IdentityDb db, Account account, Membership leaving, CancellationToken token)
    {
        if (await db.MembershipsEverywhere.AnyAsync(m => m.AccountId == account.Id && m.Id != leaving.Id, token))
            return;
        db.Links.RemoveRange(await db.LinksEverywhere.Where(l => l.AccountId == account.Id).ToListAsync(token));
        db.Accounts.Remove(account);
    }

    /// <summary>The language is the account's, so every firm hears of it that the person works for.</summary>
    public static async Task ChangeLanguage(
        this IdentityDb db, Account account, string language, DateTimeOffset now, CancellationToken token)
    {
        if (account.Language == language)
            return;
        account.Speak(language);
        var staff = await db.JoinedEverywhere()
            .Where(j => j.Account.Id == account.Id && j.Membership.ProfileType != null).ToListAsync(token);
        foreach (var (membership, _, firm) in staff)
        {
            membership.Retell();
            db.Announce(membership.Announcement(account, firm.Today(now)));
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
