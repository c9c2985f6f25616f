using System.Net;
using Engagements.Contracts;

namespace Engagements.Tests.Customers;

public sealed class CustomerPages(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_customer_is_created_by_the_form_and_shown_on_the_card()
    {
        var firm = await house.NewFirm();

        var answer = await firm.Admin.Submit(
            "/customers/new", "/customers/new", ("name", " Brouwerij Het Anker "), ("country", "BE"), ("enterpriseNumber", "0403.019.261"), ("email", "info@ANKER.example"), ("city", "Mechelen"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var card = await firm.Admin.Page(answer.Headers.Location!.ToString());
        Assert.Equal("Brouwerij Het Anker", card.QuerySelector("h1")!.TextContent);
        Assert.Contains("0403.019.261", card.Body!.TextContent);
        Assert.Contains("info@anker.example", card.Body.TextContent);
    }

    [Fact]
    public async Task A_person_has_a_first_and_a_last_name()
    {
        var firm = await house.NewFirm();

        var refused = await firm.Admin.Submit("/customers/new?kind=person", "/customers/new", ("firstName", "Emma"));
        var made = await firm.Admin.Submit("/customers/new?kind=person", "/customers/new", ("firstName", "Emma"), ("lastName", "Van Acker"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Enter the last name.", await refused.Content.ReadAsStringAsync());
        Assert.Equal("Emma Van Acker", (await firm.Admin.Page(made.Headers.Location!.ToString())).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_what_was_typed_stays()
    {
        var firm = await house.NewFirm();

        var answer = await firm.Admin.Submit(
            "/customers/new", "/customers/new", ("name", ""), ("email", "me@example"), ("country", "BE"), ("enterpriseNumber", "0431.150.351"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Client.Read(answer);
        Assert.Contains("company’s name", page.QuerySelector("#field-name-error")!.TextContent);
        Assert.Contains("complete e-mail address", page.QuerySelector("#field-email-error")!.TextContent);
        Assert.Contains("check digits do not match", page.QuerySelector("#field-enterpriseNumber-error")!.TextContent);
        Assert.Equal("0431.150.351", page.QuerySelector("#field-enterpriseNumber")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Somebody_of_another_firm_cannot_be_made_responsible()
    {
        var (firm, other) = (await house.NewFirm(), await house.NewFirm());

        var answer = await firm.Admin.Send(HttpMethod.Post, "/api/engagements/customers", new { kind = "company", name = "X", language = "nl", responsibleId = other.IdOf("Manager").ToString() });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("responsibleId", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_stale_form_shows_both_values_and_overwrites_only_when_sent_again()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Before");
        var mine = await firm.Admin.Page($"/customers/{customer}/edit");
        Assert.Equal(HttpStatusCode.Found, (await firm["Manager"].Submit($"/customers/{customer}/edit", $"/customers/{customer}/edit", ("name", "Theirs"))).StatusCode);

        var refused = await firm.Admin.Submit(mine, $"/customers/{customer}/edit", ("name", "Mine"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var both = await Client.Read(refused);
        Assert.Equal("Mine", both.QuerySelector("#field-name")!.GetAttribute("value"));
        Assert.Contains("Theirs", both.QuerySelector("#field-name-error")!.TextContent);
        Assert.Equal("Theirs", await Name(firm, customer));
        Assert.Equal(HttpStatusCode.Found, (await firm.Admin.Submit(both, $"/customers/{customer}/edit")).StatusCode);
        Assert.Equal("Mine", await Name(firm, customer));
    }

    [Fact]
    public async Task Of_two_edits_at_the_same_moment_one_is_refused()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Before");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => firm.Admin.Send(
            HttpMethod.Put, $"/api/engagements/customers/{customer}", new { kind = "company", name = $"Edit {i}", language = "nl", version = "1" })));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_new_name_is_told_with_every_engagement_and_contact()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Before");
        await firm.Contact(customer);
        await firm.Engagement(customer, "One");
        await firm.Engagement(customer, "Two");

        await firm.Admin.Send(HttpMethod.Put, $"/api/engagements/customers/{customer}", new { kind = "company", name = "After", language = "nl", version = "1" });

        var told = (await house.Announced<EngagementChanged>(firm.Id)).Where(e => e.CustomerName == "After").ToList();
        Assert.Equal(["One", "Two"], told.Select(e => e.Title).Order());
        Assert.All(told, e => Assert.Equal(2, e.Version));
        Assert.Equal("After", (await house.Announced<ContactChanged>(firm.Id)).MaxBy(c => c.Version)!.CustomerName);
    }

    [Fact]
    public async Task Archiving_takes_the_engagements_along_and_restoring_brings_back_exactly_those()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("Customer");
        await firm.Engagement(customer, "Live");
        var old = await firm.Engagement(customer, "Old");
        await firm.Admin.Send(HttpMethod.Put, $"/api/engagements/engagements/{old}/archived");

        await firm.Admin.Submit($"/customers/{customer}", $"/customers/{customer}/archive");
        Assert.Empty(await firm.Admin.Names("/api/engagements/customers", "name"));
        Assert.Empty(await firm.Admin.Names("/api/engagements/engagements", "title"));
        Assert.Equal(["Customer"], await firm.Admin.Names("/api/engagements/customers?archived=yes", "name"));
        Assert.Equal(HttpStatusCode.NotFound, await firm.Admin.Status($"/customers/{customer}/edit"));
        Assert.True((await house.Announced<EngagementChanged>(firm.Id)).Last(e => e.Title == "Live").Archived);

        await firm.Admin.Submit($"/customers/{customer}", $"/customers/{customer}/restore");
        Assert.Equal(["Live"], await firm.Admin.Names("/api/engagements/engagements", "title"));
        Assert.False((await house.Announced<EngagementChanged>(firm.Id)).Last(e => e.Title == "Live").Archived);
    }

    [Fact]
    public async Task Whoever_is_responsible_for_customers_starts_with_those_and_can_take_the_filter_away()
    {
        var firm = await house.NewFirm();
        await firm.Customer("Mine", firm.IdOf("Manager"));
        await firm.Customer("Not mine");

        var first = await firm["Manager"].Page("/customers");
        Assert.DoesNotContain("Not mine", first.QuerySelector("#list")!.TextContent);
        var chip = first.QuerySelectorAll("main a").Single(a => a.TextContent.Contains("Only those I am responsible for", StringComparison.Ordinal));

        Assert.Contains("Not mine", (await firm["Manager"].Page(chip.GetAttribute("href")!)).QuerySelector("#list")!.TextContent);
        Assert.Contains("Not mine", (await firm["DataController"].Page("/customers")).QuerySelector("#list")!.TextContent);
        Assert.Equal(2, (await firm["Manager"].Names("/api/engagements/customers", "name")).Count);
    }

    [Theory]
    [InlineData("lodz", true)]
    [InlineData("ŁÓDŹ", true)]
    [InlineData("złoty łódź", true)]
    [InlineData("klos 100%", true)]
    [InlineData("100_", false)]
    [InlineData("warszawa", false)]
    public async Task Search_finds_words_without_accents_and_takes_wildcards_literally(string search, bool found)
    {
        var firm = await house.NewFirm();
        await firm.Customer("Piekarnia Złoty Kłos 100% Łódź");

        Assert.Equal(found, (await firm.Admin.Names($"/api/engagements/customers?search={Uri.EscapeDataString(search)}", "name")).Count == 1);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("kind")]
    [InlineData("-email")]
    [InlineData("city")]
    [InlineData("label")]
    [InlineData("-responsible")]
    public async Task Every_column_pages_through_ties_without_losing_or_repeating_a_row(string sort)
    {
        var firm = await house.NewFirm();
        for (var i = 0; i < 11; i++)
            await firm.Customer(i % 3 == 0 ? "Same" : $"Name {i % 4}", i % 2 == 0 ? firm.IdOf("Manager") : null, label: i % 3 == 1 ? "Gold" : null);

        var ids = await firm.Admin.Names($"/api/engagements/customers?size=3&sort={sort}", "customerId");

        Assert.Equal(11, ids.Count);
        Assert.Equal(11, ids.Distinct().Count());
    }

    [Fact]
    public async Task Rows_that_come_while_somebody_pages_neither_repeat_nor_hide_others()
    {
        var firm = await house.NewFirm();
        foreach (var name in new[] { "B", "D", "F", "H" })
            await firm.Customer(name);
        var first = await firm.Admin.Json("/api/engagements/customers?size=2");
        await firm.Customer("A");
        await firm.Customer("E");

        var second = await firm.Admin.Json($"/api/engagements/customers?size=2&after={first.GetProperty("next").GetString()}");
        var back = await firm.Admin.Json($"/api/engagements/customers?size=2&before={second.GetProperty("previous").GetString()}");

        Assert.Equal(["E", "F"], second.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
        Assert.Equal(["B", "D"], back.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_unreadable_cursor_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await (await house.NewFirm()).Admin.Status("/api/engagements/customers?after=rubbish"));

    [Fact]
    public async Task A_list_costs_the_same_number_of_queries_however_long_it_is()
    {
        var firm = await house.NewFirm();
        await firm.Engagement(await firm.Customer("First"));
        async Task<int> Cost(string path)
        {
            var before = house.Host.Queries.Count;
            await firm.Admin.Page(path);
            return house.Host.Queries.Count - before;
        }

        await Cost("/customers");
        var (customers, engagements) = (await Cost("/customers"), await Cost("/admin/engagements"));
        for (var i = 0; i < 12; i++)
            await firm.Engagement(await firm.Customer($"Customer {i}"));

        Assert.Equal(customers, await Cost("/customers"));
        Assert.Equal(engagements, await Cost("/admin/engagements"));
        Assert.InRange(Math.Max(customers, engagements), 1, 8);
    }

    [Fact]
    public async Task Hostile_names_are_shown_as_text()
    {
        var firm = await house.NewFirm();
        var customer = await firm.Customer("<script>alert(1)</script> =SUM(A1)");

        var card = await firm.Admin.Page($"/customers/{customer}");

        Assert.Equal("<script>alert(1)</script> =SUM(A1)", card.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(card.Scripts, s => s.Text.Contains("alert(1)", StringComparison.Ordinal));
    }

    private static async Task<string?> Name(Office firm, Guid customer) =>
        (await firm.Admin.Json($"/api/engagements/customers/{customer}")).GetProperty("name").GetString();
}
