using System.Text.Json;
using DataRefresh.Connections;
using DataRefresh.Refreshes;
using Engagements.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Relationships;

[Collection(InWorld.Name)]
public sealed class RelationshipTests(World world)
{
    private const string Api = "/api/data-refresh/relationships";

    [Fact]
    public async Task A_customer_goes_from_requested_to_available_with_the_time_in_the_same_column()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var asked = world.Host.Clock.Now.AddHours(-1);
        var id = await office.Engagement("Walk BV", e => e with { RequestedAt = asked });

        var before = await Only(browser);
        await office.Accept(id);
        var during = await Only(browser);
        await world.Host.Settle();
        var after = await Only(browser);
        var cell = (await browser.Open("/relationships")).Document.QuerySelector("tr[data-customer] td[data-label=Data]")!;

        Assert.Equal(("Requested", "Refreshing", "Available"), (State(before), State(during), State(after)));
        Assert.Equal((await office.Row(id)).LastSuccessAt, after.GetProperty("updatedAt").GetDateTimeOffset());
        Assert.Contains("Available", cell.TextContent, StringComparison.Ordinal);
        Assert.NotNull(cell.QuerySelector("time"));
    }

    [Fact]
    public async Task Leaving_the_consent_page_is_an_error_with_its_reason_until_the_contact_tries_again()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var id = await office.Engagement("Left BV", e => e with { RequestedAt = world.Host.Clock.Now.AddHours(-1) }, linked: false);
        async Task Connection(Action<Connection> change) => await world.Host.With<DataRefreshDb>(
            async db =>
            {
                var connection = await db.Connections.SingleOrDefaultAsync(c => c.EngagementId == id);
                if (connection is null)
                    db.Connections.Add(connection = DataRefresh.Connections.Connection.For(office.FirmId, id, "codat"));
                change(connection);
                (await db.Rows.SingleAsync(r => r.EngagementId == id)).Mirror(connection);
                await db.SaveChangesAsync();
            },
            office.FirmId);

        await Connection(c => c.Offer("x", new Uri("https://link.example/"), world.Host.Clock.Now));
        await Connection(c => c.Leave("consent-left", world.Host.Clock.Now));
        var left = await Only(browser);
        var page = await browser.Open("/relationships?status=error");
        await Connection(c => c.Offer("y", new Uri("https://link.example/"), world.Host.Clock.Now));
        var again = await Only(browser);

        Assert.Equal(("Error", "consent-left"), (State(left), left.GetProperty("reason").GetString()));
        Assert.Contains("left the consent page", page.Text, StringComparison.Ordinal);
        Assert.Equal("Requested", State(again));
    }

    [Fact]
    public async Task An_unanswered_request_is_an_error_and_a_failure_keeps_the_last_time()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var now = world.Host.Clock.Now;
        var id = await office.Engagement("Late BV", e => e with { RequestedAt = now.AddDays(-31), RequestExpiredAt = now.AddDays(-1) });

        var expired = await Only(browser);
        await office.Accept(id);
        await world.Host.Settle();
        var available = await Only(browser);
        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                (await db.Rows.SingleAsync(r => r.EngagementId == id)).Failed(world.Host.Clock.Now, "vendor-html");
                await db.SaveChangesAsync();
            },
            office.FirmId);
        var failed = await Only(browser);

        Assert.Equal(("Error", "request-expired"), (State(expired), expired.GetProperty("reason").GetString()));
        Assert.Equal("Available", State(available));
        Assert.Equal(("Error", "vendor-html"), (State(failed), failed.GetProperty("reason").GetString()));
        Assert.Equal(available.GetProperty("updatedAt").GetDateTimeOffset(), failed.GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_customer_with_several_engagements_shows_the_worst_and_is_found_by_any_of_them()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var customer = Guid.CreateVersion7();
        var good = await office.Engagement("Twice BV", e => e with { CustomerId = customer, Title = "Alpha" });
        await office.Engagement("Twice BV", e => e with { CustomerId = customer, Title = "Omega", Connector = null, Package = "winbooks", RequestedAt = world.Host.Clock.Now }, linked: false);
        await office.Accept(good);
        await world.Host.Settle();

        var found = await Only(browser, "?search=alpha");
        var requested = (await browser.GetJson($"{Api}?status=requested")).GetProperty("total").GetInt32();
        var available = (await browser.GetJson($"{Api}?status=available")).GetProperty("total").GetInt32();

        Assert.Equal("Requested", State(found));
        Assert.All(found.GetProperty("engagements").EnumerateArray(), line => Assert.True(line.GetProperty("mayOpen").GetBoolean()));
        Assert.Equal(["Available", "Requested"], found.GetProperty("engagements").EnumerateArray().Select(State));
        Assert.Equal((1, 0), (requested, available));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=-customer")]
    [InlineData("&sort=status")]
    public async Task Pages_hold_every_customer_once(string sort)
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        for (var i = 0; i < 7; i++)
            await office.Engagement($"Customer {i}", e => e with { RequestedAt = i % 2 == 0 ? world.Host.Clock.Now : null }, linked: false);

        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = await browser.GetJson($"{Api}?size=2{sort}{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("customerName").GetString()!));
            after = page.GetProperty("next").GetString();
            if (after is null)
                break;
        }

        Assert.Equal(7, seen.Count);
        Assert.Equal(7, seen.Distinct().Count());
    }

    [Fact]
    public async Task Ones_own_customers_come_first_and_nobody_sees_those_of_others()
    {
        var office = await world.NewOffice();
        var manager = await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager);
        var browser = await world.Host.People.SignIn(manager);
        await office.Engagement("Responsible BV", e => e with { ResponsibleId = manager.Id }, linked: false);
        await office.Engagement("Team BV", e => e with { VisibleTo = [manager.Id] }, linked: false);
        await office.Engagement("Foreign BV", linked: false);

        var mine = (await browser.Open("/relationships")).Text;
        var all = await browser.GetJson(Api);
        var responsible = (await browser.GetJson($"{Api}?mine=yes")).GetProperty("items")[0];

        Assert.Contains("Responsible BV", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Team BV", mine, StringComparison.Ordinal);
        Assert.Equal(["Responsible BV", "Team BV"], all.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("customerName").GetString()));
        Assert.False(responsible.GetProperty("engagements")[0].GetProperty("mayOpen").GetBoolean());
    }

    private static async Task<JsonElement> Only(Browser browser, string query = "") =>
        Assert.Single((await browser.GetJson($"{Api}{query}")).GetProperty("items").EnumerateArray());

    private static string? State(JsonElement item) => item.GetProperty("state").GetString();
}
