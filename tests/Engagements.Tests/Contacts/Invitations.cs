namespace Engagements.Tests.Contacts;

/// <summary>With Identity: from the form to the mail, and back to the card.</summary>
public sealed class Invitations(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_new_contact_is_invited_by_mail_in_the_own_language_and_the_card_follows()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");

        var contact = await firm.Contact(customer, "invited@customer.test", "fr");

        var letter = Assert.Single(await house.Host.Letters("invited@customer.test"));
        Assert.Equal("fr", letter.Language);
        Assert.Contains("Invited", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);
        await firm.SignIn(contact);
        Assert.Contains("Active", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);
    }

    [Fact]
    public async Task The_activation_mail_is_sent_again_but_not_without_end()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");
        var contact = await firm.Contact(customer, "again@customer.test");
        await house.Host.Settle();

        var answers = new List<System.Net.HttpStatusCode>();
        for (var i = 0; i < 8; i++)
            answers.Add((await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/contacts/{contact}/activation-mails")).StatusCode);

        Assert.Equal(System.Net.HttpStatusCode.NoContent, answers[0]);
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.InRange((await house.Host.Letters("again@customer.test")).Count, 2, 6);
    }

    [Fact]
    public async Task A_blocked_contact_is_shut_out_and_let_in_again()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");
        var contact = await firm.Contact(customer, "blocked@customer.test");
        var portal = await firm.SignIn(contact);
        Assert.Equal(System.Net.HttpStatusCode.OK, await portal.Status("/portal/engagements/eula"));

        await firm.Admin.Submit($"/customers/{customer}", $"/customers/{customer}/contacts/{contact}/block");
        Assert.NotEqual(System.Net.HttpStatusCode.OK, await portal.Status("/portal/engagements/eula"));
        await house.Host.Settle();
        Assert.Contains("Blocked", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);

        await firm.Admin.Submit($"/customers/{customer}", $"/customers/{customer}/contacts/{contact}/unblock");
        await house.Host.Settle();
        Assert.Contains("Active", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);
    }

    [Fact]
    public async Task A_removed_contact_can_no_longer_sign_in()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");
        var contact = await firm.Contact(customer, "removed@customer.test");
        var portal = await firm.SignIn(contact);

        await firm.Admin.Send(HttpMethod.Delete, $"/api/engagements/contacts/{contact}");
        await house.Host.Settle();

        Assert.NotEqual(System.Net.HttpStatusCode.OK, await portal.Status("/portal/engagements/eula"));
        Assert.DoesNotContain("removed@customer.test", (await firm.Admin.Page($"/customers/{customer}")).Body!.TextContent);
    }
}
