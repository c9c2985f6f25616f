using Identity;
using Identity.Accounts;
using Identity.Firms;
using Identity.Memberships;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Mail;

namespace Testing;

/// <summary>A firm that a test made.</summary>
public sealed record TestFirm(Guid Id, string Name);

/// <summary>Somebody who can sign in.</summary>
/// <param name="Id">The membership: the staff user's id, or the contact's.</param>
public sealed record TestPerson(Guid Id, Guid FirmId, string Name, string Email, string Password);

/// <summary>Makes firms and people straight in Identity's tables, announced like the real ones.</summary>
public sealed class People(TestHost host)
{
    public const string Password = "Quiet-lanterns-42-drift";

    private static int count;

    /// <summary>A firm with a name of its own; the other modules know it when this returns.</summary>
    public async Task<TestFirm> Firm(string? name = null, string timeZone = "Europe/Brussels", string language = "en", DateOnly? introducedOn = null)
    {
        var firm = Identity.Firms.Firm.Create(
            name ?? $"Firm {Interlocked.Increment(ref count)}", language, timeZone, introducedOn ?? new DateOnly(2026, 1, 5), host.Clock.Now);
        await host.With<IdentityDb>(async db =>
        {
            db.Firms.Add(firm);
            db.Announce(firm.Announcement());
            await db.SaveChangesAsync();
        });
        await host.Settle();
        return new TestFirm(firm.Id, firm.Name);
    }

    /// <summary>An active staff user; the address may already belong to somebody of another firm.</summary>
    public async Task<TestPerson> Staff(
        TestFirm firm, ProfileType type, string? name = null, string? email = null, string language = "en", DateOnly? validUntil = null)
    {
        var number = Interlocked.Increment(ref count);
        name ??= $"{type} {number}";
        email ??= $"person{number}@test.example";
        var id = await host.With<IdentityDb, Guid>(async db =>
        {
            var account = await Account(db, email, language);
            var membership = Membership.ForStaff(account, firm.Id, name, type, validUntil, "Test", host.Clock.Now);
            membership.Activate(host.Clock.Now);
            db.Memberships.Add(membership);
            var row = await db.FirmsEverywhere.SingleAsync(f => f.Id == firm.Id);
            db.Announce(membership.Announcement(account, row.Today(host.Clock.Now)));
            await db.SaveChangesAsync();
            return membership.Id;
        });
        await host.Settle();
        return new TestPerson(id, firm.Id, name, email, Password);
    }

    /// <summary>A new firm with one active staff user of the type.</summary>
    public async Task<TestPerson> Staff(ProfileType type, string language = "en") => await Staff(await Firm(), type, language: language);

    /// <summary>Lets a contact whom Engagements announced sign in, as if the mailed link had been followed.</summary>
    public async Task<TestPerson> Activate(TestFirm firm, Guid contactId)
    {
        var person = await host.With<IdentityDb, TestPerson>(async db =>
        {
            var (membership, account, row) = await db.JoinedEverywhere().SingleAsync(j => j.Membership.Id == contactId);
            if (!account.HasPassword)
                account.ChoosePassword(Hash(), host.Clock.Now);
            membership.Activate(host.Clock.Now);
            db.Announce(membership.Announcement(account, row.Today(host.Clock.Now)));
            await db.SaveChangesAsync();
            return new TestPerson(contactId, firm.Id, membership.Name, account.Email!, Password);
        });
        await host.Settle();
        return person;
    }

    /// <summary>A browser that is signed in as this person, through the real sign-in.</summary>
    public async Task<Browser> SignIn(TestPerson person)
    {
        var browser = host.Browse();
        var answer = await browser.Send(HttpMethod.Post, "/api/identity/session", new { email = person.Email, password = person.Password });
        Xunit.Assert.True(answer.IsSuccessStatusCode, $"{person.Email} could not sign in: {answer.StatusCode}");
        return browser;
    }

    private string Hash()
    {
        using var scope = host.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(null!, Password);
    }

    private async Task<Account> Account(IdentityDb db, string email, string language)
    {
        var account = await db.AccountFor(EmailAddress.From(email), language, host.Clock.Now, CancellationToken.None);
        if (!account.HasPassword)
            account.ChoosePassword(Hash(), host.Clock.Now);
        return account;
    }
}
