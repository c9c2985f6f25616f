using System.Net;
using Engagements.Contracts;
using Identity.Contracts;

namespace Engagements.Tests.Contacts;

public sealed class ContactPages(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_new_contact_is_told_with_all_that_an_invitation_needs()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");

        var answer = await firm["Manager"].Submit(
            $"/customers/{customer}/contacts/new", $"/customers/{customer}/contacts/new", ("fullName", "Eva Maes"), ("email", "Eva@Customer.TEST"), ("language", "fr"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var told = Assert.Single(await house.Announced<ContactChanged>(firm.Id));
        Assert.Equal(("Brouwerij", "Eva Maes", "Eva@customer.test", "fr", false, "Manager"), (told.CustomerName, told.FullName, told.Email, told.Language, told.Removed, told.InvitedBy));
        Assert.Contains("Eva Maes", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);
    }

    [Fact]
    public async Task Two_contacts_of_one_customer_cannot_share_an_address()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        await firm.Contact(customer, "eva@customer.test");

        var answer = await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/customers/{customer}/contacts", new { fullName = "Eva", email = "EVA@customer.test", language = "nl" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("already has a contact", await answer.Content.ReadAsStringAsync());
        await firm.Contact(await firm.Customer("Other customer"), "eva@customer.test");
    }

    [Fact]
    public async Task Adding_one_contact_many_times_at_once_makes_one()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => firm.Admin.Send(
            HttpMethod.Post, $"/api/engagements/customers/{customer}/contacts", new { fullName = "Eva", email = "eva@customer.test", language = "nl" })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Single(await house.Announced<ContactChanged>(firm.Id));
    }

    [Fact]
    public async Task A_new_name_is_told_with_the_engagements_too()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);
        await firm.Engagement(customer, contact: contact);

        await firm.Admin.Submit($"/customers/{customer}/contacts/{contact}/edit", $"/customers/{customer}/contacts/{contact}/edit", ("fullName", "Eva De Smet"));

        Assert.Equal("Eva De Smet", (await house.Announced<EngagementChanged>(firm.Id))[^1].ContactName);
        Assert.Equal((2, "Eva De Smet"), ((await house.Announced<ContactChanged>(firm.Id))[^1].Version, (await house.Announced<ContactChanged>(firm.Id))[^1].FullName));
    }

    [Fact]
    public async Task A_removed_contact_leaves_its_engagements_without_one()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);
        var engagement = await firm.Engagement(customer, contact: contact);

        await firm.Admin.Submit($"/customers/{customer}", $"/customers/{customer}/contacts/{contact}/remove");

        Assert.Null((await house.Announced<EngagementChanged>(firm.Id))[^1].ContactId);
        var told = (await house.Announced<ContactChanged>(firm.Id))[^1];
        Assert.True(told.Removed);
        Assert.Equal(2, told.Version);
        Assert.Equal("null", (await firm.Admin.Json($"/api/engagements/engagements/{engagement}")).GetProperty("engagement").GetProperty("contactId").GetRawText());
    }

    [Fact]
    public async Task The_card_shows_how_the_login_stands_and_older_news_is_ignored()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);

        await house.Hear(firm.Id, new ContactLoginChanged(firm.Id, contact, 2, ContactLogin.Blocked, new DateOnly(2030, 12, 31)));
        await house.Hear(firm.Id, new ContactLoginChanged(firm.Id, contact, 1, ContactLogin.Invited, null));

        var card = (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent;
        Assert.Contains("Blocked", card);
        Assert.Contains("31/12/2030", card);
    }

    [Fact]
    public async Task A_contact_whose_last_day_has_passed_is_shown_as_expired()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);

        await house.Hear(firm.Id, new ContactLoginChanged(firm.Id, contact, 1, ContactLogin.Active, new DateOnly(2020, 1, 1)));

        Assert.Contains("Expired", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);
    }

    [Fact]
    public async Task A_wrong_validity_date_is_refused()
    {
        var firm = await house.NewFirm();
        var contact = await firm.Contact(await firm.Customer("Customer"));

        var answer = await firm.Admin.Send(HttpMethod.Put, $"/api/engagements/contacts/{contact}/validity", new { validUntil = "31/12/2030" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Enter a valid date.", await answer.Content.ReadAsStringAsync());
    }
}
