using Identity.Accounts;
using Identity.Firms;
using Identity.Memberships;
using SharedKernel.Mail;
using SharedKernel.Modules;

namespace Identity.Demo;

/// <summary>Two firms: one with somebody of each profile type and one invited and one blocked user, and a neighbour.</summary>
internal sealed class DemoFirms(IdentityDb db, Passwords passwords, TimeProvider clock) : IDemoData
{
    public const string Password = "demo-Data-Refresh-1";

    public int Order => 10;

    public async Task Seed(CancellationToken token)
    {
        if (await db.FirmsEverywhere.AnyAsync(token))
            return;
        var now = clock.GetUtcNow();
        var hash = (await passwords.Hash(Password, token)).Value;

        var demo = Add("Demo & Partners", now);
        Add(demo, "Anna Peeters", "admin@demo.example", ProfileType.Administrator, hash, now, "en");
        Add(demo, "Dominique Lambert", "controller@demo.example", ProfileType.DataController, hash, now, "fr");
        Add(demo, "Marc Janssens", "manager@demo.example", ProfileType.Manager, hash, now, "nl");
        Add(demo, "Elise Maes", "engagements@demo.example", ProfileType.EngagementManager, hash, now);
        Add(demo, "Olivier Dubois", "owner@demo.example", ProfileType.RelationshipManager, hash, now, "fr");
        Add(demo, "Victor Claes", "viewer@demo.example", ProfileType.Viewer, hash, now);
        Add(demo, "Ines Wouters", "ines@demo.example", ProfileType.RelationshipManager, passwordHash: null, now);
        Add(demo, "Bart De Smet", "bart@demo.example", ProfileType.Viewer, hash, now, validUntil: demo.Today(now).AddMonths(3)).SetBlocked(true);

        var other = Add("Other Firm", now);
        Add(other, "Olga Nowak", "admin@other.example", ProfileType.Administrator, hash, now, "pl");
        foreach (var added in db.ChangeTracker.Entries<Membership>().Select(e => e.Entity).ToList())
        {
            var account = db.Accounts.Local.Single(a => a.Id == added.AccountId);
            db.Announce(added.Announcement(account, demo.Today(now)));
        }

        await db.SaveChangesAsync(token);
    }

    private Firm Add(string name, DateTimeOffset now)
    {
        var introducedOn = Firm.LocalDate(now.AddMonths(-5), "Europe/Brussels");
        var firm = Firm.Create(name, "en", "Europe/Brussels", introducedOn, now.AddMonths(-6));
        db.Firms.Add(firm);
        db.Announce(firm.Announcement());
        return firm;
    }

    private Membership Add(
        Firm firm, string name, string email, ProfileType type, string? passwordHash, DateTimeOffset now, string language = "en", DateOnly? validUntil = null)
    {
        var account = Account.For(EmailAddress.From(email), language, now);
        var membership = Membership.ForStaff(account, firm.Id, name, type, validUntil, "Anna Peeters", now);
        if (passwordHash is not null)
        {
            account.ChoosePassword(passwordHash, now);
            membership.Activate(now);
        }

        db.Accounts.Add(account);
        return db.Memberships.Add(membership).Entity;
    }
}
