using System.Net;
using DataRefresh.Refreshes;
using DataRefresh.Tests.Connectors;
using Identity.Memberships;
using Testing;

namespace DataRefresh.Tests.Refreshes;

[Collection(InWorld.Name)]
public sealed class RefreshHistoryTests(World world)
{
    [Fact]
    public async Task The_history_tells_of_each_refresh_who_started_it_how_long_it_took_and_why_it_failed()
    {
        var office = await world.NewOffice();
        var company = CodatSimulator.NextCompany();
        var id = await office.Engagement("Acme", company: company);
        await world.Simulator.Break(company, "html", times: 1);
        var browser = await office.SignIn();
        await office.Refresh(id);
        await office.Refresh(id);

        var page = await browser.GetJson(Api(id));

        var (newest, oldest) = (page.GetProperty("items")[0], page.GetProperty("items")[1]);
        Assert.StartsWith("Completed", newest.GetProperty("state").GetString(), StringComparison.Ordinal);
        Assert.Equal(("Failed", "vendor-html", 1), (oldest.GetProperty("state").GetString(), oldest.GetProperty("failureCode").GetString(), oldest.GetProperty("tries").GetInt32()));
        Assert.Contains(oldest.GetProperty("failedIn").GetString(), new[] { "Authorising", "Fetching" });
        Assert.All([newest, oldest], r => Assert.Equal(office.Administrator.Name, r.GetProperty("startedBy").GetString()));
        Assert.All([newest, oldest], r => Assert.InRange(r.GetProperty("ranSeconds").GetDouble(), 0, 60));
        Assert.Equal((true, false), (newest.GetProperty("hasCurrentReports").GetBoolean(), oldest.GetProperty("hasCurrentReports").GetBoolean()));
        Assert.Equal(newest.GetProperty("dataSetsInAll").GetInt32(), newest.GetProperty("dataSetsDone").GetInt32());

        var screen = await browser.Open(Screen(id));
        Assert.Contains("Acme", screen.Text, StringComparison.Ordinal);
        Assert.Contains("The connector sent a web page instead of data", screen.Text, StringComparison.Ordinal);
        Assert.Contains($"by {office.Administrator.Name}", screen.Text, StringComparison.Ordinal);
        Assert.NotNull(screen.Document.QuerySelector($"a[href='/admin/data-refresh/engagements/{id}/reports']"));
    }

    [Fact]
    public async Task An_engagement_that_was_never_refreshed_says_so()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();

        Assert.Contains("Not refreshed yet", (await (await office.SignIn()).Open(Screen(id))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_foreign_missing_or_out_of_reach_looks_the_same()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();
        var foreigner = await (await world.NewOffice()).SignIn();
        var viewer = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.Viewer));
        var own = await office.SignIn();

        foreach (var (browser, engagement) in new[] { (foreigner, id), (viewer, id), (own, Guid.NewGuid()) })
        {
            var answer = await browser.Send(HttpMethod.Get, Api(engagement));
            Assert.Equal((HttpStatusCode.NotFound, "not-found"), (answer.StatusCode, await Browser.CodeOf(answer)));
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(Screen(engagement))).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await own.Send(HttpMethod.Get, Api(id))).StatusCode);
    }

    [Fact]
    public async Task The_history_is_paged_and_needs_a_few_queries_however_long_it_is()
    {
        var office = await world.NewOffice();
        var company = CodatSimulator.NextCompany();
        var id = await office.Engagement(company: company);
        await world.Simulator.Break(company, "html");
        var browser = await office.SignIn();
        await office.Refresh(id);
        var one = await world.Host.Queries.During(() => browser.GetJson(Api(id)));
        await office.Refresh(id);
        await office.Refresh(id);

        var many = await world.Host.Queries.During(() => browser.GetJson(Api(id)));
        var first = await browser.GetJson($"{Api(id)}?size=2");
        var second = await browser.GetJson($"{Api(id)}?size=2&after={first.GetProperty("next").GetString()}");

        Assert.Equal(one.Count, many.Count);
        Assert.InRange(many.Count, 1, 4);
        Assert.Equal(3, first.GetProperty("items").GetArrayLength() + second.GetProperty("items").GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_customers_card_shows_the_refreshes_of_the_engagements_that_the_person_sees()
    {
        var office = await world.NewOffice();
        var viewer = await world.Host.People.Staff(office.Firm, ProfileType.Viewer);
        var customer = Guid.CreateVersion7();
        var seen = await office.Engagement("Acme", e => e with { CustomerId = customer, Title = "Seen books", VisibleTo = [viewer.Id] });
        var unseen = await office.Engagement("Acme", e => e with { CustomerId = customer, Title = "Other books" });
        await office.Refresh(seen);
        await office.Refresh(unseen);

        var all = await (await office.SignIn()).Open($"/customers/{customer}/history");
        var own = await (await world.Host.People.SignIn(viewer)).Open($"/customers/{customer}/history");
        var foreign = await (await (await world.NewOffice()).SignIn()).Open($"/customers/{customer}/history");

        Assert.Contains("Seen books", all.Text, StringComparison.Ordinal);
        Assert.Contains("Other books", all.Text, StringComparison.Ordinal);
        Assert.Contains("Seen books", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Other books", own.Text, StringComparison.Ordinal);
        Assert.Contains("Not refreshed yet", foreign.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", foreign.Text, StringComparison.Ordinal);
    }

    private static string Api(Guid id) => $"/api/data-refresh/engagements/{id}/refreshes";

    private static string Screen(Guid id) => $"/admin/data-refresh/engagements/{id}/history";
}
