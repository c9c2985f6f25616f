using Identity.Accounts;
using Identity.Memberships;
using SharedKernel.Modules;

namespace Identity.Demo;

/// <summary>Lets the demo's contact sign in at once: it came from Engagements and was only invited so far.</summary>
internal sealed class DemoContact(IdentityDb db, Passwords passwords, TimeProvider clock) : IDemoData
{
    private const string Email = "contact@customer.example";

    public int Order => 30;

    public async Task Seed(CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var invited = await db.JoinedEverywhere()
            .Where(j => j.Account.NormalizedEmail == Email && j.Membership.ActivatedAt == null).ToListAsync(token);
        foreach (var (membership, account, firm) in invited)
        {
            if (!account.HasPassword)
                account.ChoosePassword((await passwords.Hash(DemoFirms.Password, token)).Value, now);
            membership.Activate(now);
            db.Announce(membership.Announcement(account, firm.Today(now)));
        }

        await db.SaveChangesAsync(token);
    }
}
