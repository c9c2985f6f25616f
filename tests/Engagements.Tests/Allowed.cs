using System.Net;

namespace Engagements.Tests;

/// <summary>The table of rights, as far as it touches this module.</summary>
public sealed class Allowed(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("Administrator", true, true, true, true)]
    [InlineData("DataController", true, true, true, false)]
    [InlineData("Manager", true, true, true, false)]
    [InlineData("EngagementManager", true, false, true, false)]
    [InlineData("RelationshipManager", true, false, true, false)]
    [InlineData("Viewer", false, false, false, false)]
    public async Task Each_profile_type_may_do_what_the_table_says(string profileType, bool edits, bool archivesCustomers, bool requestsData, bool settings)
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer", firm.IdOf(profileType));
        var contact = await firm.Contact(customer);
        var engagement = await firm.Engagement(customer, owner: profileType, contact: contact);
        var client = firm[profileType];
        async Task May(bool allowed, HttpMethod method, string path, object? body = null)
        {
            var status = (await client.Send(method, path, body)).StatusCode;
            Assert.True(
                allowed ? (int)status < 300 : status == HttpStatusCode.Forbidden,
                $"{profileType} {method} {path}: {status}");
        }

        await May(true, HttpMethod.Get, "/api/engagements/customers");
        await May(true, HttpMethod.Get, $"/api/engagements/engagements/{engagement}");
        await May(edits, HttpMethod.Post, "/api/engagements/customers", new { kind = "company", name = "New", language = "nl" });
        await May(edits, HttpMethod.Put, $"/api/engagements/customers/{customer}", new { kind = "company", name = "Other", language = "nl", version = "1", responsibleId = firm.IdOf(profileType).ToString() });
        await May(edits, HttpMethod.Post, $"/api/engagements/customers/{customer}/contacts", new { fullName = "Tom", email = "tom@customer.test", language = "nl" });
        await May(edits, HttpMethod.Post, "/api/engagements/engagements", firm.Body("New", profileType, customerId: customer));
        await May(requestsData, HttpMethod.Post, $"/api/engagements/engagements/{engagement}/data-requests");
        await May(edits, HttpMethod.Put, $"/api/engagements/engagements/{engagement}/archived");
        await May(archivesCustomers, HttpMethod.Put, $"/api/engagements/customers/{customer}/archived");
        await May(settings, HttpMethod.Get, "/api/engagements/eula-versions");
        Assert.Equal(settings ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await client.Status("/settings/eula"));
        Assert.Equal(edits ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await client.Status("/customers/new"));
    }

    [Fact]
    public async Task Own_rights_reach_no_further_than_what_is_ones_own()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Foreign");
        var engagement = await firm.Engagement(customer);
        var client = firm["RelationshipManager"];

        Assert.Equal(HttpStatusCode.NotFound, await client.Status($"/customers/{customer}/edit"));
        Assert.Equal(HttpStatusCode.NotFound, await client.Status($"/admin/engagements/{engagement}/edit"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.Send(HttpMethod.Post, $"/api/engagements/engagements/{engagement}/data-requests")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Send(HttpMethod.Post, "/api/engagements/engagements", firm.Body("X", "Manager", customerId: customer))).StatusCode);
    }

    [Fact]
    public async Task Whoever_sees_only_the_own_customers_stays_responsible_for_a_new_one()
    {
        var firm = await house.NewFirm();

        var customer = await firm.Customer("New", responsible: null, by: "RelationshipManager");

        Assert.Equal(HttpStatusCode.OK, await firm["RelationshipManager"].Status($"/customers/{customer}"));
    }

    [Fact]
    public async Task A_contact_has_no_business_on_the_staff_side_and_staff_none_in_the_portal()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.SignIn(await firm.Contact(customer));

        Assert.Equal(HttpStatusCode.Forbidden, await contact.Status("/customers"));
        Assert.Equal(HttpStatusCode.Forbidden, await contact.Status($"/api/engagements/customers/{customer}"));
        Assert.Equal(HttpStatusCode.Forbidden, await firm.Admin.Status("/portal/engagements/eula"));
    }

    [Fact]
    public async Task A_viewer_is_shown_no_button_that_would_be_refused()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        await firm.Contact(customer);
        var engagement = await firm.Engagement(customer, team: ["Viewer"]);

        foreach (var page in new[] { "/customers", $"/customers/{customer}", $"/customers/{customer}/engagements", "/admin/engagements", $"/admin/engagements/{engagement}" })
        {
            var main = (await firm["Viewer"].Page(page)).QuerySelector("main")!;
            Assert.Empty(main.QuerySelectorAll("form[method=post]"));
            Assert.DoesNotContain(main.QuerySelectorAll("a"), a => a.GetAttribute("href") is { } href && (href.EndsWith("/edit", StringComparison.Ordinal) || href.EndsWith("/new", StringComparison.Ordinal)));
        }
    }
}
