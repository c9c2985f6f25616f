using System.Net;
using System.Text.Json;
using DataRefresh.Connections;
using DataRefresh.Dashboard;
using Engagements.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Dashboard;

[Collection(InWorld.Name)]
public sealed class DashboardTests(World world)
{
    private const string List = "/api/data-refresh/engagements";

    [Fact]
    public async Task Only_online_engagements_that_are_not_archived_are_listed()
    {
        var office = await world.NewOffice();
        var online = await office.Engagement("Online");
        await office.Engagement("Offline", e => e with { Package = "winbooks", Connector = null }, linked: false);
        await office.Engagement("Archived", e => e with { Archived = true });

        Assert.Equal([online], Ids(await (await office.SignIn()).GetJson(List)));
    }

    [Theory]
    [InlineData(ProfileType.Administrator, 3)]
    [InlineData(ProfileType.DataController, 3)]
    [InlineData(ProfileType.Manager, 3)]
    [InlineData(ProfileType.EngagementManager, 3)]
    [InlineData(ProfileType.RelationshipManager, 1)]
    [InlineData(ProfileType.Viewer, 1)]
    public async Task Profile_types_see_all_or_their_own(ProfileType type, int seen)
    {
        var office = await world.NewOffice();
        var person = await world.Host.People.Staff(office.Firm, type);
        var own = await office.Engagement("Own", e => e with { VisibleTo = [person.Id] });
        await office.Engagement("Another");
        await office.Engagement("A third");

        var ids = Ids(await (await world.Host.People.SignIn(person)).GetJson(List));

        Assert.Equal(seen, ids.Count);
        Assert.Contains(own, ids);
    }

    [Theory]
    [InlineData("search=zazolc", "Zażółć Sp. z o.o.")]
    [InlineData("search=100%25", "100% Natural")]
    [InlineData("search=books+of+plain", "Plain")]
    [InlineData("contact=%C3%A9lo", "Plain")]
    [InlineData("package=freeagent", "100% Natural")]
    [InlineData("status=inactive", "Zażółć Sp. z o.o.")]
    public async Task Each_filter_finds_what_it_should(string query, string customer)
    {
        var office = await world.NewOffice();
        await office.Engagement("Zażółć Sp. z o.o.", e => e with { LegalCoverOn = null });
        await office.Engagement("100% Natural", e => e with { Package = "freeagent" });
        await office.Engagement("Plain", e => e with { ContactName = "Eloïse" });

        var page = await (await office.SignIn()).GetJson($"{List}?{query}");

        Assert.Equal(customer, Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("customerName").GetString());
    }

    [Fact]
    public async Task Last_upload_and_period_are_filters_of_their_own()
    {
        var office = await world.NewOffice();
        var june = await office.Engagement("June");
        var august = await office.Engagement("August");
        await Upload(office, june, new DateTimeOffset(2026, 6, 30, 22, 30, 0, TimeSpan.Zero), new(2025, 1, 1), new(2026, 6, 30));
        await Upload(office, august, new DateTimeOffset(2026, 8, 15, 12, 0, 0, TimeSpan.Zero), new(2026, 1, 1), new(2026, 8, 15));
        var browser = await office.SignIn();

        // 30 June 22:30 UTC is 1 July in Brussels.
        Assert.Equal([june], Ids(await browser.GetJson($"{List}?uploadFrom=2026-07-01&uploadTo=2026-07-01")));
        Assert.Empty(Ids(await browser.GetJson($"{List}?uploadTo=2026-06-30")));
        Assert.Equal([august], Ids(await browser.GetJson($"{List}?periodFrom=2026-07-15")));
        Assert.Equal([june], Ids(await browser.GetJson($"{List}?periodTo=2025-12-31")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Send(HttpMethod.Get, $"{List}?uploadFrom=yesterday")).StatusCode);
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("engagement")]
    [InlineData("contact")]
    [InlineData("owner")]
    [InlineData("package")]
    [InlineData("last-upload")]
    [InlineData("last-attempt")]
    [InlineData("period")]
    [InlineData("status")]
    public async Task Every_sort_pages_through_all_rows_once_in_both_directions(string sort)
    {
        var office = await world.NewOffice();
        for (var i = 0; i < 13; i++)
        {
            var id = await office.Engagement($"Customer {i % 4}", e => e with { Package = i % 2 == 0 ? "xero" : "freeagent", ContactName = $"Contact {i % 3}", LegalCoverOn = i % 5 == 0 ? null : e.LegalCoverOn });
            if (i % 3 == 0)
                await Upload(office, id, DateTimeOffset.UtcNow.AddDays(-i), new(2026, 1, 1), new DateOnly(2026, 1, 1).AddDays(i));
        }

        var browser = await office.SignIn();
        var whole = Ids(await browser.GetJson($"{List}?sort={sort}"));
        var falling = Ids(await browser.GetJson($"{List}?sort=-{sort}"));
        Assert.Equal(13, whole.Distinct().Count());
        Assert.Equal(whole, falling.AsEnumerable().Reverse());

        var (paged, after) = (new List<Guid>(), "");
        JsonElement page;
        do
        {
            page = await browser.GetJson($"{List}?sort={sort}&size=4{after}");
            paged.AddRange(Ids(page));
            after = $"&after={page.GetProperty("next").GetString()}";
        }
        while (page.GetProperty("next").ValueKind != JsonValueKind.Null);
        Assert.Equal(whole, paged);
        Assert.Equal(whole[8..12], Ids(await browser.GetJson($"{List}?sort={sort}&size=4&before={page.GetProperty("previous").GetString()}")));
    }

    [Fact]
    public async Task The_list_needs_a_few_queries_however_many_rows_it_shows()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        await office.Engagement("First");
        var one = await world.Host.Queries.During(() => browser.GetJson(List));
        for (var i = 0; i < 30; i++)
            await office.Engagement($"More {i}");

        var many = await world.Host.Queries.During(() => browser.GetJson(List));

        Assert.Equal(one.Count, many.Count);
        Assert.InRange(many.Count, 1, 4);
    }

    [Fact]
    public async Task Bad_cursors_are_refused_and_name_themselves()
    {
        var browser = await (await world.NewOffice()).SignIn();

        var answer = await browser.Send(HttpMethod.Get, $"{List}?after=nonsense");

        Assert.Equal((HttpStatusCode.BadRequest, "bad-cursor"), (answer.StatusCode, await Browser.CodeOf(answer)));
    }

    private static List<Guid> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("engagementId").GetGuid())];

    private Task Upload(Office office, Guid id, DateTimeOffset at, DateOnly from, DateOnly to) => world.Host.With<DataRefreshDb>(
        async db =>
        {
            (await db.Rows.SingleAsync(r => r.EngagementId == id)).Succeeded(at, Guid.CreateVersion7(), from, to);
            await db.SaveChangesAsync();
        },
        office.FirmId);
}
