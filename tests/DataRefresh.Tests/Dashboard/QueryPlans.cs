using DataRefresh.Dashboard;
using DataRefresh.Refreshes;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Dashboard;

/// <summary>How the engine answers the dashboard: every filter with every sort, among thousands of rows.</summary>
[Collection(InWorld.Name)]
public sealed class QueryPlans(World world)
{
    private const string List = "/api/data-refresh/engagements";

    private static readonly string[] Sorts = ["customer", "engagement", "contact", "owner", "package", "last-upload", "period", "status"];

    private static readonly string[] Filters =
    [
        "search=needle", "search=needle+stack", "contact=needle", "owner=OWNER", "package=xero", "uploadFrom=2026-03-01", "uploadTo=2026-03-01",
        "periodFrom=2026-03-01", "periodTo=2026-03-01", "status=active", "status=inactive", "status=running", "status=cap-reached",
        "search=needle&package=xero&status=active",
    ];

    [Fact]
    public async Task No_filter_and_no_sort_reads_a_table_from_end_to_end()
    {
        var (office, browser) = await Crowded();
        var wrong = new List<string>();
        foreach (var filter in Filters.Append("").Select(f => f.Replace("OWNER", $"{office.Administrator.Id}", StringComparison.Ordinal)))
        {
            foreach (var sort in Sorts)
                wrong.AddRange((await Plans(browser, $"{filter}&sort=-{sort}")).Where(Scans).Select(p => $"{filter} by {sort}: {p}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_sort_but_that_by_status_follows_an_index_also_deep_in_the_list()
    {
        var (_, browser) = await Crowded();
        var wrong = new List<string>();
        foreach (var sort in Sorts.Where(s => s != "status").SelectMany(s => new[] { s, $"-{s}" }))
        {
            var next = (await browser.GetJson($"{List}?sort={sort}")).GetProperty("next").GetString();
            foreach (var address in new[] { $"sort={sort}", $"sort={sort}&after={next}" })
                wrong.AddRange((await Plans(browser, address)).Where(p => p.Sorts).Select(p => $"{address}: {p}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_page_deep_in_the_list_begins_where_the_last_one_ended()
    {
        var (_, browser) = await Crowded();
        foreach (var sort in new[] { "customer", "-last-upload" })
        {
            var next = (await browser.GetJson($"{List}?sort={sort}")).GetProperty("next").GetString();
            var page = (await Plans(browser, $"sort={sort}&after={next}")).Single(p => p.Question.Contains("ORDER BY", StringComparison.Ordinal));
            var column = sort == "customer" ? "SortCustomer" : "SortUpload";
            Assert.True(page.Steps.Any(s => s.Contains($"(FirmId=? AND {column}", StringComparison.Ordinal) || s.Contains($"AND (\"{column}\" ", StringComparison.Ordinal)
                || (s.Contains("Index Cond", StringComparison.Ordinal) && s.Contains($"\"{column}\"", StringComparison.Ordinal))), page.ToString());
        }
    }

    [Fact]
    public async Task Search_costs_what_it_finds()
    {
        var (_, browser) = await Crowded();
        var natural = await world.Host.Queries.PlansDuring(() => browser.GetJson($"{List}?search=needle"));
        Assert.All(natural.Where(p => p.Question.Contains("engagement_rows", StringComparison.Ordinal)), plan =>
        {
            Assert.True(plan.Uses(TestHost.PostgresServer is null ? "VIRTUAL TABLE INDEX 0:M" : "engagement_rows_SearchText"), plan.ToString());
            Assert.False(plan.Scans("engagement_rows") || plan.WalksThroughTheFirm, plan.ToString());
        });
    }

    [Fact]
    public async Task Who_sees_only_own_engagements_costs_no_reading_of_all_either()
    {
        var (office, _) = await Crowded();
        var browser = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.Viewer));

        Assert.DoesNotContain(await Plans(browser, "sort=customer"), Scans);
    }

    [Fact]
    public async Task A_scan_and_a_sort_would_be_noticed()
    {
        var (office, browser) = await Crowded();
        var scan = await world.Host.Queries.PlansDuring(() => world.Host.With<DataRefreshDb>(
            async db => await db.Rows.IgnoreQueryFilters().Where(r => r.FinancialYearStart == 13).ToListAsync(), office.FirmId));

        Assert.True(Scans(Assert.Single(scan)), scan[0].ToString());
        Assert.Contains(await Plans(browser, "sort=status"), p => p.Sorts);
    }

    private static bool Scans(QueryPlan plan) => new[] { "engagement_rows", "refreshes", "engagement_sight" }.Any(plan.Scans);

    /// <summary>Of the count and of the page.</summary>
    private async Task<IReadOnlyList<QueryPlan>> Plans(Browser browser, string query)
    {
        var plans = await world.Host.Queries.PlansDuring(() => browser.GetJson($"{List}?{query.TrimStart('&')}"), withoutScans: true);
        var list = plans.Where(p => p.Question.Contains("engagement_rows", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, list.Count);
        return list;
    }

    private static (Office Office, Browser Browser)? crowded;

    private async Task<(Office Office, Browser Browser)> Crowded()
    {
        if (crowded is { } made)
            return made;
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var engagement = await office.Engagement("Needle in the Stack", e => e with { ContactName = "Nora Needle" });
        await Browser.Read(await browser.Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { engagement } }));
        var refresh = Assert.Single(await office.Ledger(engagement)).Id;
        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                await db.Copies(
                    "engagement_rows", engagement, 5_000,
                    (nameof(EngagementRow.SearchText), "'hay number ' || n"), (nameof(EngagementRow.ContactSearch), "'somebody ' || n"),
                    (nameof(EngagementRow.SortTitle), "'books ' || n"), (nameof(EngagementRow.SortCustomer), "'hay ' || n"),
                    (nameof(EngagementRow.SortOwner), "'owner ' || (n % 50)"), (nameof(EngagementRow.OwnerId), db.NewKey()),
                    (nameof(EngagementRow.Package), "CASE n % 4 WHEN 0 THEN 'xero' WHEN 1 THEN 'freeagent' ELSE 'sage' END"));
                await db.Copies(
                    "refreshes", refresh, 3_000,
                    (nameof(Refresh.EngagementId), db.NewKey()), (nameof(Refresh.RunningFor), "NULL"), (nameof(Refresh.SlotOn), "NULL"));
            },
            office.FirmId);
        crowded = (office, browser);
        return crowded.Value;
    }
}
