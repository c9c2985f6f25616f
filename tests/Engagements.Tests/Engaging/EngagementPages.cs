using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Engagements.Contracts;
using Identity.Contracts;

namespace Engagements.Tests.Engaging;

public sealed class EngagementPages(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_engagement_is_created_from_the_customers_card()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Brouwerij");
        var contact = await firm.Contact(customer);
        var form = $"/customers/{customer}/engagements/new";

        var answer = await firm.Admin.Submit(
            form, form, ("title", "Annual accounts"), ("package", "exact-online"), ("team", firm.IdOf("Viewer").ToString()), ("ownerId", firm.IdOf("Manager").ToString()),
            ("legalCoverOn", "2026-02-03"), ("legalCoverNote", "Annex 3"), ("financialYearStart", "7"), ("scope", "SpendDetail"), ("externalId", "X-1"), ("readFrom", "2025-07-01"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var told = Assert.Single(await house.Announced<EngagementChanged>(firm.Id));
        Assert.Equal(
            ("Annual accounts", "Brouwerij", (Guid?)contact, "Eva Maes", "Manager", "exact-online", "codat"),
            (told.Title, told.CustomerName, told.ContactId, told.ContactName, told.OwnerName, told.Package, told.Connector));
        Assert.Equal((RequestedScope.SpendDetail, new DateOnly(2026, 2, 3), 7, new DateOnly(2025, 7, 1)), (told.Scope, told.LegalCoverOn!.Value, told.FinancialYearStart, told.ReadFrom!.Value));
        Assert.Equivalent(new[] { firm.IdOf("Viewer"), firm.IdOf("Manager"), firm.IdOf("Administrator") }, told.VisibleTo, strict: true);
    }

    [Fact]
    public async Task The_first_step_finds_the_customer()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Złoty Kłos");
        await firm.Customer("Other");

        var page = await firm.Admin.Page("/admin/engagements/new?search=zloty");

        Assert.Equal($"/customers/{customer}/engagements/new", Assert.Single(page.QuerySelectorAll("#list td a")).GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var form = $"/customers/{customer}/engagements/new";

        var answer = await firm.Admin.Submit(form, form, ("title", ""), ("package", ""), ("legalCoverOn", "2199-01-01"), ("ownerId", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Client.Read(answer);
        Assert.NotNull(page.QuerySelector("#field-title-error"));
        Assert.NotNull(page.QuerySelector("#field-package-error"));
        Assert.NotNull(page.QuerySelector("#field-ownerId-error"));
        Assert.Contains("future", page.QuerySelector("#field-legalCoverOn-error")!.TextContent);
    }

    [Fact]
    public async Task People_of_another_customer_or_firm_cannot_be_chosen()
    {
        var (firm, other) = (await house.NewFirm(), await house.NewFirm());
        var customer = await firm.Customer("Customer");
        var foreignContact = await firm.Contact(await firm.Customer("Other customer"));
        async Task Refused(string field, object body)
        {
            var answer = await firm.Admin.Send(HttpMethod.Post, "/api/engagements/engagements", body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
        }

        await Refused("contactId", firm.Body("X", "Manager", foreignContact, customerId: customer));
        await Refused("ownerId", other.Body("X", "Manager", customerId: customer));
    }

    [Fact]
    public async Task A_stale_edit_shows_both_values()
    {
        var firm = await house.NewFirm();
        var engagement = await firm.Engagement(await firm.Customer("Customer"));
        var edit = $"/admin/engagements/{engagement}/edit";
        var mine = await firm.Admin.Page(edit);
        await firm["Manager"].Submit(edit, edit, ("title", "Theirs"), ("ownerId", firm.IdOf("DataController").ToString()));

        var refused = await firm.Admin.Submit(mine, edit, ("title", "Mine"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var both = await Client.Read(refused);
        Assert.Equal("Mine", both.QuerySelector("#field-title")!.GetAttribute("value"));
        Assert.Contains("Theirs", both.QuerySelector("#field-title-error")!.TextContent);
        Assert.Contains("DataController", both.QuerySelector("#field-ownerId-error")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, (await firm.Admin.Submit(both, edit)).StatusCode);
    }

    [Theory]
    [InlineData("search=yearly", "Yearly")]
    [InlineData("search=gamma", "Monthly")]
    [InlineData("contact=eva", "Monthly")]
    [InlineData("package=winbooks", "Yearly")]
    [InlineData("online=no", "Yearly")]
    [InlineData("online=yes", "Monthly")]
    public async Task The_list_is_narrowed_by_each_filter(string filter, string expected)
    {
        var firm = await house.NewFirm();
        await firm.Engagement(await firm.Customer("Alpha"), "Yearly", package: "winbooks");
        var customer = await firm.Customer("Gamma");
        await firm.Engagement(customer, "Monthly", contact: await firm.Contact(customer));

        Assert.Equal([expected], await firm.Admin.Names($"/api/engagements/engagements?{filter}", "title"));
    }

    [Fact]
    public async Task The_list_can_be_narrowed_to_an_owner_or_to_mine()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        await firm.Engagement(customer, "Owned", owner: "Manager");
        await firm.Engagement(customer, "Team", owner: "DataController", team: ["Manager"]);
        await firm.Engagement(customer, "Other", owner: "DataController");

        Assert.Equal(["Owned"], await firm.Admin.Names($"/api/engagements/engagements?owner={firm.IdOf("Manager")}", "title"));
        Assert.Equal(["Owned", "Team"], await firm["Manager"].Names("/api/engagements/engagements?mine=yes", "title"));
        Assert.Empty(await firm.Admin.Names("/api/engagements/engagements?owner=rubbish", "title"));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("-customer")]
    [InlineData("contact")]
    [InlineData("owner")]
    [InlineData("-package")]
    [InlineData("online")]
    [InlineData("-cover")]
    [InlineData("eula")]
    public async Task Every_column_pages_through_ties_without_losing_or_repeating_a_row(string sort)
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);
        for (var i = 0; i < 9; i++)
            await firm.Engagement(customer, i % 2 == 0 ? "Same" : $"Title {i}", contact: i % 3 == 0 ? contact : null, package: i % 4 == 0 ? "winbooks" : "xero");

        var ids = await firm.Admin.Names($"/api/engagements/engagements?size=2&sort={sort}", "engagementId");

        Assert.Equal(9, ids.Count);
        Assert.Equal(9, ids.Distinct().Count());
    }

    [Fact]
    public async Task Requesting_data_is_refused_with_the_reason_where_nobody_can_be_asked_or_was_just_asked()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var alone = await firm.Engagement(customer, "Alone");
        var asked = await firm.Engagement(customer, "Asked", contact: await firm.Contact(customer));
        await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/engagements/{asked}/data-requests");

        var nobody = await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/engagements/{alone}/data-requests");
        var twice = await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/engagements/{asked}/data-requests");

        Assert.Equal(HttpStatusCode.Conflict, nobody.StatusCode);
        Assert.Contains("no-contact", await nobody.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("just-requested", await twice.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Going_back_after_a_request_never_leaves_the_site()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var engagement = await firm.Engagement(customer, contact: await firm.Contact(customer));
        var page = $"/admin/engagements/{engagement}";

        var answer = await firm.Admin.Submit($"{page}/data-requests/new", $"{page}/data-requests", ("back", "//evil.test/"));

        Assert.Equal(page, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_archived_engagement_is_restored_only_while_its_customer_is_there()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var engagement = await firm.Engagement(customer);
        await firm.Admin.Submit($"/admin/engagements/{engagement}", $"/admin/engagements/{engagement}/archive");
        Assert.Equal(HttpStatusCode.NotFound, await firm.Admin.Status($"/admin/engagements/{engagement}/edit"));
        await firm.Admin.Send(HttpMethod.Put, $"/api/engagements/customers/{customer}/archived");

        var refused = await firm.Admin.Send(HttpMethod.Delete, $"/api/engagements/engagements/{engagement}/archived");
        await firm.Admin.Send(HttpMethod.Delete, $"/api/engagements/customers/{customer}/archived");
        var restored = await firm.Admin.Send(HttpMethod.Delete, $"/api/engagements/engagements/{engagement}/archived");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, restored.StatusCode);
    }

    [Fact]
    public async Task An_owners_new_name_is_told_with_all_engagements_of_the_owner()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);
        await firm.Engagement(customer, "One", contact: contact);
        await firm.Engagement(customer, "Two", team: ["Viewer"]);
        await firm.Engagement(customer, "Other", owner: "DataController");

        await house.Hear(firm.Id, new StaffUserChanged(firm.Id, firm.IdOf("Manager"), 100, "Anna Nowak", "manager@firm.example", "en", true, true, false));
        await house.Hear(firm.Id, new StaffUserChanged(firm.Id, firm.IdOf("Manager"), 99, "Old name", "manager@firm.example", "en", true, true, false));

        var told = (await house.Announced<EngagementChanged>(firm.Id)).Where(e => e.Version == 2).ToList();
        Assert.Equal(["One", "Two"], told.Select(e => e.Title).Order());
        Assert.All(told, e => Assert.Equal("Anna Nowak", e.OwnerName));
        Assert.Equal("Eva Maes", told.Single(e => e.Title == "One").ContactName);
        Assert.Contains(firm.IdOf("Viewer"), told.Single(e => e.Title == "Two").VisibleTo);
    }
}
