using DataRefresh.Refreshes;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Portfolio;

[Collection(InWorld.Name)]
public sealed class HomeCardsTests(World world)
{
    [Fact]
    public async Task The_picture_of_freshness_counts_each_engagement_once_by_the_age_of_its_data()
    {
        var office = await world.NewOffice();
        foreach (var age in new int?[] { 0, 0, 3, 20, 29, 30, 200, null })
            await With(office, age);

        var page = await (await office.SignIn()).Open("/admin/data-refresh/freshness");
        Assert.Equal(["2", "1", "2", "2", "1"], Counts(page, ".share-list li strong"));

        var links = page.Document.QuerySelectorAll(".share-list a").Select(a => a.GetAttribute("href")!).ToList();
        var browser = await office.SignIn();
        int[] listed = [2, 1, 2, 2];
        for (var index = 0; index < listed.Length; index++)
            Assert.Equal(listed[index], (await browser.GetJson($"/api{links[index].Replace("/admin/data-refresh", "/data-refresh/engagements", StringComparison.Ordinal)}")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_needs_a_person_today_is_what_fails_what_stands_in_the_way_and_what_is_old()
    {
        var office = await world.NewOffice();
        await With(office, 0);
        await With(office, 8);
        await With(office, 6);
        await office.Engagement("No cover", e => e with { LegalCoverOn = null });
        var failing = await With(office, 2);
        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                (await db.Rows.SingleAsync(r => r.EngagementId == failing)).Failed(world.Host.Clock.Now, "company-not-found");
                await db.SaveChangesAsync();
            },
            office.FirmId);

        var page = await (await office.SignIn()).Open("/admin/data-refresh/today");
        Assert.Equal(["1", "1"], Counts(page, ".to-dos strong"));
        Assert.Contains("Legal cover missing", page.Text, StringComparison.Ordinal);
        Assert.Contains("data older than a week", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll(".to-dos .small"));

        var calm = await (await (await world.NewOffice()).SignIn()).Open("/admin/data-refresh/today");
        Assert.Contains("Nothing needs you", calm.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outcomes_are_those_of_the_last_30_days_and_of_the_engagements_that_the_person_sees()
    {
        var (office, _, _) = await world.Refreshed();
        var administrator = await (await office.SignIn()).Open("/admin/data-refresh/outcomes");
        Assert.Equal("1", administrator.Document.QuerySelector(".columns-key strong")!.TextContent);

        var notOwn = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));
        Assert.Contains("No refresh in the last 30 days", (await notOwn.Open("/admin/data-refresh/outcomes")).Text, StringComparison.Ordinal);

        await world.Host.With<DataRefreshDb>(
            db => db.Refreshes.ExecuteUpdateAsync(set => set.SetProperty(r => r.AcceptedOn, r => r.AcceptedOn.AddDays(-30))), office.FirmId);
        Assert.Contains("No refresh in the last 30 days", (await (await office.SignIn()).Open("/admin/data-refresh/outcomes")).Text, StringComparison.Ordinal);
    }

    private async Task<Guid> With(Office office, int? age)
    {
        var id = await office.Engagement($"Customer {Guid.NewGuid():N}");
        if (age is { } days)
        {
            await world.Host.With<DataRefreshDb>(
                async db =>
                {
                    var day = DateOnly.FromDateTime(world.Host.Clock.Now.UtcDateTime);
                    (await db.Rows.SingleAsync(r => r.EngagementId == id)).Succeeded(world.Host.Clock.Now.AddDays(-days), Guid.NewGuid(), day, day);
                    await db.SaveChangesAsync();
                },
                office.FirmId);
        }

        return id;
    }

    private static IEnumerable<string> Counts(WebPage page, string selector) => page.Document.QuerySelectorAll(selector).Select(e => e.TextContent.Trim());
}
