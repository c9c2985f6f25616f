using System.Net;
using System.Text.Json;
using DataRefresh.Refreshes;
using Engagements.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Refreshes;

[Collection(InWorld.Name)]
public sealed class TriggerRefreshesTests(World world)
{
    private const string Batches = "/api/data-refresh/batches";

    [Fact]
    public async Task A_batch_accepts_what_is_eligible_and_says_why_the_rest_is_left_out()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var fine = await office.Engagement("Fine");
        var noCover = await office.Engagement("No cover", e => e with { LegalCoverOn = null });
        var noEula = await office.Engagement("No EULA", e => e with { AcceptedEula = 0 });
        var unlinked = await office.Engagement("Unlinked", linked: false);
        var unknown = Guid.NewGuid();

        var answer = await Trigger(browser, [fine, noCover, noEula, unlinked, unknown]);

        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        Assert.Equal(
            new Dictionary<string, int>
            {
                [RefusalReason.CredentialsMissing] = 1,
                [RefusalReason.EulaNotAccepted] = 1,
                [RefusalReason.LegalCoverMissing] = 1,
                [RefusalReason.NotFound] = 1,
            },
            Refused(answer));
        var stored = Assert.Single(await office.Ledger(fine));
        Assert.Equal((RefreshState.Queued, 1, fine), (stored.State, stored.TriggerNumber, stored.RunningFor));
        Assert.NotNull(stored.SlotOn);
        Assert.Empty(await office.Ledger(noCover));
    }

    [Fact]
    public async Task A_refresh_that_runs_is_not_started_again()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var id = await office.Engagement();
        await Trigger(browser, [id]);

        var again = await Trigger(browser, [id]);

        Assert.Equal(0, again.GetProperty("accepted").GetInt32());
        Assert.Equal(1, Refused(again)[RefusalReason.Running]);
    }

    [Fact]
    public async Task A_second_refresh_on_the_same_day_is_refused_until_the_firms_next_day()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var id = await office.Engagement();
        await Trigger(browser, [id]);
        await world.Host.Settle();

        var again = await Trigger(browser, [id]);
        Assert.Equal(1, Refused(again)[RefusalReason.DailyCapReached]);
        var refusals = await browser.GetJson($"{Batches}/{again.GetProperty("batchId").GetGuid()}/refusals");
        var until = refusals.GetProperty("items")[0].GetProperty("until").GetDateTimeOffset();
        Assert.InRange(until, world.Host.Clock.Now, world.Host.Clock.Now.AddHours(25));

        world.Host.Clock.Advance(until - world.Host.Clock.Now);
        try
        {
            var tomorrow = await Trigger(await office.SignIn(), [id]);
            Assert.Equal(1, tomorrow.GetProperty("accepted").GetInt32());
        }
        finally
        {
            world.Host.Clock.Reset();
        }
    }

    [Fact]
    public async Task The_same_click_sent_often_and_at_once_is_one_batch()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var ids = new[] { await office.Engagement("One"), await office.Engagement("Two") };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Trigger(browser, ids, "the-same-click")));

        Assert.Single(answers.Select(a => a.GetProperty("batchId").GetGuid()).Distinct());
        Assert.All(answers, a => Assert.Equal(2, a.GetProperty("accepted").GetInt32()));
        foreach (var id in ids)
            Assert.Single(await office.Ledger(id));
    }

    [Fact]
    public async Task The_same_key_with_another_selection_is_refused_and_changes_nothing()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var (one, two) = (await office.Engagement("One"), await office.Engagement("Two"));
        await Trigger(browser, [one], "a-key");

        var answer = await browser.Send(HttpMethod.Post, Batches, new { engagementIds = new[] { two } }, ("Idempotency-Key", "a-key"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("idempotency-key-reused", await Browser.CodeOf(answer));
        Assert.Empty(await office.Ledger(two));
    }

    [Fact]
    public async Task Many_triggers_at_once_over_the_same_engagements_are_accepted_once_each()
    {
        var office = await world.NewOffice();
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
            ids.Add(await office.Engagement($"Raced {i}"));
        var browser = await office.SignIn();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Trigger(browser, [ids[i % ids.Count], ids[(i + 7) % ids.Count]])));

        Assert.Equal(ids.Count, answers.Sum(a => a.GetProperty("accepted").GetInt32()));
        var stored = await world.Host.With<DataRefreshDb, int>(db => db.Refreshes.CountAsync(r => ids.Contains(r.EngagementId)), office.FirmId);
        Assert.Equal(ids.Count, stored);
    }

    [Fact]
    public async Task All_means_all_of_the_filter_on_the_server_not_the_visible_page()
    {
        var office = await world.NewOffice();
        for (var i = 0; i < 60; i++)
            await office.Engagement($"Bakery {i:00}");
        var other = await office.Engagement("Garage");
        var browser = await office.SignIn();

        var answer = await Browser.Read(await browser.Send(HttpMethod.Post, Batches, new { filter = new { search = "bákery" } }));

        Assert.Equal(60, answer.GetProperty("accepted").GetInt32());
        Assert.Empty(await office.Ledger(other));
    }

    [Fact]
    public async Task A_relationship_manager_refreshes_own_engagements_only()
    {
        var office = await world.NewOffice();
        var manager = await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager);
        var own = await office.Engagement("Own", e => e with { VisibleTo = [manager.Id] });
        var foreign = await office.Engagement("Not own");
        var browser = await world.Host.People.SignIn(manager);

        var answer = await Trigger(browser, [own, foreign]);

        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        Assert.Equal(1, Refused(answer)[RefusalReason.NotFound]);
        Assert.Empty(await office.Ledger(foreign));
    }

    [Fact]
    public async Task Another_firms_engagement_looks_like_none_at_all()
    {
        var (ours, theirs) = (await world.NewOffice(), await world.NewOffice());
        var foreign = await theirs.Engagement();
        var browser = await ours.SignIn();

        var batch = (await Trigger(browser, [foreign, Guid.NewGuid()])).GetProperty("batchId").GetGuid();

        var refusals = (await browser.GetJson($"{Batches}/{batch}/refusals")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, refusals.Count);
        Assert.All(refusals, r => Assert.Equal((RefusalReason.NotFound, ""), (r.GetProperty("reason").GetString(), r.GetProperty("title").GetString())));
        Assert.Empty(await theirs.Ledger(foreign));
        var elsewhere = await theirs.SignIn();
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Send(HttpMethod.Get, $"{Batches}/{batch}")).StatusCode);
    }

    [Fact]
    public async Task A_viewer_may_not_refresh()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();
        var viewer = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.Viewer));

        var answer = await viewer.Send(HttpMethod.Post, Batches, new { engagementIds = new[] { id } });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await office.Ledger(id));
    }

    [Fact]
    public async Task What_would_be_left_out_is_told_before_anything_is_pressed()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        await office.Engagement("Fine");
        await office.Engagement("No cover", e => e with { LegalCoverOn = null });

        var summary = await Browser.Read(await browser.Send(HttpMethod.Post, "/api/data-refresh/selection", new { filter = new { } }));

        Assert.Equal(1, summary.GetProperty("eligible").GetInt32());
        Assert.Equal(RefusalReason.LegalCoverMissing, summary.GetProperty("leftOut")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_batch_of_any_size_needs_the_same_few_statements()
    {
        var office = await world.NewOffice();
        for (var i = 0; i < 40; i++)
            await office.Engagement($"Sized {i:00}");
        var few = await office.Engagement("Single");
        var browser = await office.SignIn();

        var one = await world.Host.Queries.During(() => Trigger(browser, [few]));
        var many = await world.Host.Queries.During(async () => await Browser.Read(await browser.Send(HttpMethod.Post, Batches, new { filter = new { search = "sized" } })));

        Assert.InRange(many.Count, 1, one.Count);
    }

    private static async Task<JsonElement> Trigger(Browser browser, IEnumerable<Guid> ids, string? key = null) => await Browser.Read(
        await browser.Send(HttpMethod.Post, Batches, new { engagementIds = ids }, key is null ? [] : [("Idempotency-Key", key)]));

    private static Dictionary<string, int> Refused(JsonElement answer) =>
        answer.GetProperty("refused").EnumerateArray().ToDictionary(r => r.GetProperty("reason").GetString()!, r => r.GetProperty("count").GetInt32());
}
