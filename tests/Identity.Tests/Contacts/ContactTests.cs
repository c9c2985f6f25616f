using System.Net;
using Engagements.Contracts;
using Identity.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Identity.Tests.Contacts;

public sealed class ContactTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_contact_is_invited_on_first_sight_in_its_language_and_signs_in_to_the_portal()
    {
        var contact = await Seen(await host.People.Firm("Inviting Firm"), "contact1@customer.example", language: "nl");
        var letter = Assert.Single(await host.Letters("contact1@customer.example"));
        var text = string.Join(' ', letter.Paragraphs);
        Assert.Equal("nl", letter.Language);
        Assert.Contains("Bakery Janssens", text, StringComparison.Ordinal);
        Assert.Contains("Olivier", text, StringComparison.Ordinal);
        Assert.Contains("Inviting Firm", text, StringComparison.Ordinal);

        var browser = host.Browse();
        var page = await browser.Open(letter.Action!.Address.PathAndQuery);
        var home = await browser.Submit(page, "/activate", ("password", People.Password), ("repeat", People.Password));
        Assert.Equal("/portal", home.Path);
        var me = await browser.GetJson("/api/identity/me");
        Assert.Equal("Portal", me.GetProperty("side").GetString());
        Assert.Equal(contact.ContactId, me.GetProperty("membershipId").GetGuid());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/admin/users")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Get, "/api/identity/profile-types")).StatusCode);
    }

    [Fact]
    public async Task A_rename_mails_nobody_and_an_older_event_changes_nothing()
    {
        var firm = await host.People.Firm();
        var contact = await Seen(firm, "contact2@customer.example");
        await Tell(contact with { Version = 3, FullName = "Newest Name" });
        await Tell(contact with { Version = 2, FullName = "Older Name" });
        Assert.Single(await host.Letters("contact2@customer.example"));
        await host.With<IdentityDb>(async db => Assert.Equal("Newest Name", (await db.Memberships.SingleAsync(m => m.Id == contact.ContactId)).Name), firm.Id);
    }

    [Fact]
    public async Task Another_address_has_to_be_proved_anew()
    {
        var firm = await host.People.Firm();
        var contact = await Seen(firm, "contact3@customer.example");
        var browser = await host.People.SignIn(await host.People.Activate(firm, contact.ContactId));
        await Tell(contact with { Version = 2, Email = "contact3b@customer.example" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        Assert.Single(await host.Letters("contact3b@customer.example"));
        await host.With<IdentityDb>(async db => Assert.False(await db.Accounts.AnyAsync(a => a.Email == "contact3@customer.example")));
    }

    [Fact]
    public async Task A_removed_contact_is_out_at_once_and_for_good()
    {
        var firm = await host.People.Firm();
        var contact = await Seen(firm, "contact4@customer.example");
        var browser = await host.People.SignIn(await host.People.Activate(firm, contact.ContactId));
        await Tell(contact with { Version = 5, Removed = true });
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        await Tell(contact with { Version = 4 });
        await host.With<IdentityDb>(async db => Assert.False(await db.MembershipsEverywhere.AnyAsync(m => m.Id == contact.ContactId)));
    }

    [Fact]
    public async Task One_address_may_act_for_several_customers_and_as_staff()
    {
        var firm = await host.People.Firm();
        var staff = await host.People.Staff(firm, ProfileType.Viewer);
        var one = await Seen(firm, staff.Email);
        var two = await Seen(firm, staff.Email, customer: "Second Customer");
        await host.People.Activate(firm, one.ContactId);
        await host.People.Activate(firm, two.ContactId);
        var browser = await host.People.SignIn(staff);
        Assert.Equal(3, (await browser.GetJson("/api/identity/memberships")).GetArrayLength());
        var portal = await browser.Submit(await browser.Open("/memberships"), $"/memberships/{two.ContactId}");
        Assert.Equal("/portal", portal.Path);
        Assert.Contains("Second Customer", Assert.Single(portal.Toasts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_modules_block_end_and_remind_a_contact_at_once()
    {
        var firm = await host.People.Firm();
        var contact = await Seen(firm, "contact5@customer.example");
        Assert.True(await Accounts(a => a.ResendActivation(firm.Id, contact.ContactId, default)));
        Assert.Equal(2, (await host.Letters("contact5@customer.example")).Count);

        var browser = await host.People.SignIn(await host.People.Activate(firm, contact.ContactId));
        await Accounts(async a =>
        {
            await a.SetBlocked(firm.Id, contact.ContactId, true, default);
            return true;
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        await Accounts(async a =>
        {
            await a.SetBlocked(firm.Id, contact.ContactId, false, default);
            await a.SetValidUntil(firm.Id, contact.ContactId, new DateOnly(2020, 1, 1), default);
            // Another firm's id reaches nothing.
            await a.SetBlocked(Guid.NewGuid(), contact.ContactId, true, default);
            return true;
        });
        await host.With<IdentityDb>(async db =>
        {
            var membership = await db.Memberships.SingleAsync(m => m.Id == contact.ContactId);
            Assert.False(membership.Blocked);
            Assert.Equal(new DateOnly(2020, 1, 1), membership.ValidUntil);
        }, firm.Id);
    }

    private async Task<ContactChanged> Seen(TestFirm firm, string email, string language = "en", string customer = "Bakery Janssens")
    {
        var contact = new ContactChanged(firm.Id, Guid.CreateVersion7(), 1, Guid.CreateVersion7(), customer, "Jan Janssens", email, language, false, "Olivier");
        await Tell(contact);
        return contact;
    }

    /// <summary>Through an outbox, as Engagements does it.</summary>
    private async Task Tell(ContactChanged contact)
    {
        await host.With<IdentityDb>(async db =>
        {
            db.Announce(contact);
            await db.SaveChangesAsync();
        });
        await host.Settle();
    }

    private async Task<bool> Accounts(Func<IAccounts, Task<bool>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<IAccounts>());
    }
}
