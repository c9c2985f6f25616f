using System.Net;

namespace Engagements.Tests;

/// <summary>Who sees what: the same on the list, the card, the page and in JSON.</summary>
public sealed class Visible(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("Administrator")]
    [InlineData("DataController")]
    [InlineData("Manager")]
    [InlineData("EngagementManager")]
    public async Task A_profile_type_that_sees_the_whole_firm_sees_everything(string profileType)
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Nobody's customer");
        var engagement = await firm.Engagement(customer, owner: "Administrator");

        Assert.Equal(HttpStatusCode.OK, await firm[profileType].Status($"/customers/{customer}"));
        Assert.Equal(HttpStatusCode.OK, await firm[profileType].Status($"/admin/engagements/{engagement}"));
        Assert.Contains("Annual accounts", await firm[profileType].Names("/api/engagements/engagements", "title"));
    }

    [Theory]
    [InlineData("RelationshipManager")]
    [InlineData("Viewer")]
    public async Task Own_means_owned_created_or_on_the_team(string profileType)
    {
        var firm = await house.NewFirm();
        var foreign = await firm.Customer("Foreign");
        var team = await firm.Customer("By team");
        var owned = await firm.Customer("By owning");
        var foreignEngagement = await firm.Engagement(foreign, "Foreign");
        await firm.Engagement(team, "By team", team: [profileType]);
        await firm.Engagement(owned, "By owning", owner: profileType);
        var client = firm[profileType];

        Assert.Equal(["By owning", "By team"], await client.Names("/api/engagements/engagements", "title"));
        Assert.Equal(["By owning", "By team"], await client.Names("/api/engagements/customers", "name"));
        Assert.Equal(2, (await client.Json("/api/engagements/engagements")).GetProperty("total").GetInt32());
        var list = (await client.Page("/admin/engagements")).Body!.TextContent;
        Assert.Contains("By team", list);
        Assert.DoesNotContain("Foreign", list);
        foreach (var hidden in new[]
        {
            $"/customers/{foreign}", $"/customers/{foreign}/engagements", $"/admin/engagements/{foreignEngagement}",
            $"/api/engagements/customers/{foreign}", $"/api/engagements/engagements/{foreignEngagement}", $"/api/engagements/customers/{foreign}/engagements",
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, await client.Status(hidden));
        }
    }

    [Fact]
    public async Task Whoever_is_responsible_sees_the_customer_but_not_the_engagements_of_others()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Mine", firm.IdOf("RelationshipManager"));
        await firm.Engagement(customer);
        var client = firm["RelationshipManager"];

        Assert.Equal(HttpStatusCode.OK, await client.Status($"/customers/{customer}"));
        Assert.Equal(0, (await client.Json($"/api/engagements/customers/{customer}/engagements")).GetProperty("engagements").GetArrayLength());
        Assert.Equal(0, (await client.Json("/api/engagements/customers")).GetProperty("items")[0].GetProperty("engagements").GetInt32());
    }

    [Fact]
    public async Task Another_firms_rows_look_as_if_they_did_not_exist()
    {
        var (ours, theirs) = (await house.NewFirm(), await house.NewFirm());
        var customer = await theirs.Customer("Theirs");
        var contact = await theirs.Contact(customer);
        var engagement = await theirs.Engagement(customer, contact: contact);
        var nobody = Guid.CreateVersion7();
        var contactBody = new { fullName = "X", email = "x@customer.test", language = "nl", version = "1" };
        (HttpMethod Method, string Path, object? Body)[] tries =
        [
            (HttpMethod.Get, "/api/engagements/customers/{customer}", null),
            (HttpMethod.Put, "/api/engagements/customers/{customer}", new { kind = "company", name = "Ours", language = "nl", version = "1" }),
            (HttpMethod.Put, "/api/engagements/customers/{customer}/archived", null),
            (HttpMethod.Post, "/api/engagements/customers/{customer}/contacts", contactBody),
            (HttpMethod.Put, "/api/engagements/contacts/{contact}", contactBody),
            (HttpMethod.Delete, "/api/engagements/contacts/{contact}", null),
            (HttpMethod.Post, "/api/engagements/contacts/{contact}/activation-mails", null),
            (HttpMethod.Put, "/api/engagements/contacts/{contact}/block", null),
            (HttpMethod.Put, "/api/engagements/contacts/{contact}/validity", new { validUntil = "2030-01-01" }),
            (HttpMethod.Get, "/api/engagements/engagements/{engagement}", null),
            (HttpMethod.Put, "/api/engagements/engagements/{engagement}", ours.Body("Ours", "Manager", version: "1")),
            (HttpMethod.Put, "/api/engagements/engagements/{engagement}/archived", null),
            (HttpMethod.Post, "/api/engagements/engagements/{engagement}/data-requests", null),
        ];
        foreach (var (method, path, body) in tries)
        {
            var foreign = await ours.Admin.Send(method, Filled(path, customer, contact, engagement), body);
            var missing = await ours.Admin.Send(method, Filled(path, nobody, nobody, nobody), body);

            Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{method} {path}: {foreign.StatusCode}");
            Assert.Equal(missing.StatusCode, foreign.StatusCode);
            Assert.Equal(Anonymous(await missing.Content.ReadAsStringAsync()), Anonymous(await foreign.Content.ReadAsStringAsync()));
        }

        Assert.Empty(await ours.Admin.Names("/api/engagements/customers?archived=all", "name"));
        Assert.Equal("Theirs", (await theirs.Admin.Json($"/api/engagements/customers/{customer}")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Other_modules_get_the_same_answer()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        var contact = await firm.Contact(customer);
        var engagement = await firm.Engagement(customer, owner: "RelationshipManager", contact: contact);
        Task<bool> Seen(string who, bool all) => house.In(firm.Id, (_, services) => services.GetAccess().SeenByStaff(firm.Id, firm.IdOf(who), all, engagement, default));
        Task<bool> Of(Guid person) => house.In(firm.Id, (_, services) => services.GetAccess().IsContactOf(firm.Id, person, engagement, default));

        Assert.True(await Seen("RelationshipManager", false));
        Assert.True(await Seen("Manager", true));
        Assert.False(await Seen("Viewer", false));
        Assert.True(await Of(contact));
        Assert.False(await Of(customer));

        await firm.Admin.Send(HttpMethod.Put, $"/api/engagements/engagements/{engagement}/archived");
        Assert.False(await Seen("Manager", true));
        Assert.False(await Of(contact));
    }

    private static string Filled(string path, Guid customer, Guid contact, Guid engagement) => path
        .Replace("{customer}", $"{customer}", StringComparison.Ordinal)
        .Replace("{contact}", $"{contact}", StringComparison.Ordinal)
        .Replace("{engagement}", $"{engagement}", StringComparison.Ordinal);

    // The address and the request's own number are all that may differ.
    private static string Anonymous(string problem) => System.Text.RegularExpressions.Regex.Replace(problem, "\"(instance|traceId)\":\"[^\"]*\"", "");
}
