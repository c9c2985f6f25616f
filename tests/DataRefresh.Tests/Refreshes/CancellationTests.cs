using System.Net;
using DataRefresh.Refreshes;
using DataRefresh.Tests.Connectors;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using SharedKernel.Persistence;
using Testing;

namespace DataRefresh.Tests.Refreshes;

[Collection(InWorld.Name)]
public sealed class CancellationTests(World world)
{
    [Fact]
    public async Task A_queued_refresh_is_cancelled_gives_its_slot_back_and_is_no_failure()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();
        var browser = await office.SignIn();
        var refresh = await office.Accept(id);

        var answer = await browser.Send(HttpMethod.Post, Api(refresh.Id));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cancelled = Assert.Single(await office.Ledger(id));
        Assert.Equal((RefreshState.Cancelled, null, null, null), (cancelled.State, cancelled.SlotOn, cancelled.RunningFor, cancelled.FailureCode));
        Assert.Equal(office.Administrator.Name, cancelled.CancelledByName);
        Assert.NotNull(cancelled.EndedAt);
        var row = await office.Row(id);
        Assert.Equal((null, null), (row.LastAttemptAt, row.LastFailure));
        Assert.Equal(0, await office.Episodes(id, e => e.CountAsync()));
        var item = (await browser.GetJson("/api/data-refresh/engagements")).GetProperty("items")[0];
        Assert.Equal("Active", item.GetProperty("status").GetString());

        await world.Host.Settle();
        Assert.Equal(RefreshState.Cancelled, Assert.Single(await office.Ledger(id)).State);
    }

    [Fact]
    public async Task Cancelling_twice_is_harmless_and_keeps_the_first_time()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();
        var browser = await office.SignIn();
        var refresh = await office.Accept(id);
        await browser.Send(HttpMethod.Post, Api(refresh.Id));
        var first = Assert.Single(await office.Ledger(id));

        var again = await browser.Send(HttpMethod.Post, Api(refresh.Id));

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal(first.EndedAt, Assert.Single(await office.Ledger(id)).EndedAt);
    }

    [Theory]
    [InlineData(RefreshState.Storing, "storing-begun")]
    [InlineData(RefreshState.Completed, "refresh-ended")]
    public async Task What_has_begun_storing_or_has_ended_is_too_late_to_cancel(RefreshState state, string code)
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();
        var refresh = await office.Accept(id);
        var ended = state == RefreshState.Completed;
        await world.Host.With<DataRefreshDb>(
            db => db.Refreshes.Where(r => r.Id == refresh.Id).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.State, state).SetProperty(r => r.RunningFor, r => ended ? null : r.RunningFor)),
            office.FirmId);

        var answer = await (await office.SignIn()).Send(HttpMethod.Post, Api(refresh.Id));

        Assert.Equal((HttpStatusCode.Conflict, code), (answer.StatusCode, await Browser.CodeOf(answer)));
        var stored = Assert.Single(await office.Ledger(id));
        Assert.Equal((state, refresh.SlotOn, null), (stored.State, stored.SlotOn, stored.CancelledByName));
    }

    [Fact]
    public async Task Foreign_missing_and_unseen_refreshes_are_not_found_and_viewers_may_not_cancel()
    {
        var foreigner = await (await world.NewOffice()).SignIn();
        var office = await world.NewOffice();
        var unseeing = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));
        var viewer = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.Viewer));
        var id = await office.Engagement();
        var refresh = await office.Accept(id);

        Assert.Equal(HttpStatusCode.NotFound, (await foreigner.Send(HttpMethod.Post, Api(refresh.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreigner.Send(HttpMethod.Post, BatchApi(refresh.BatchId))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await unseeing.Send(HttpMethod.Post, Api(refresh.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await unseeing.Send(HttpMethod.Post, BatchApi(refresh.BatchId))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.Send(HttpMethod.Post, Api(refresh.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await office.SignIn()).Send(HttpMethod.Post, Api(Guid.NewGuid()))).StatusCode);
        Assert.Equal(RefreshState.Queued, Assert.Single(await office.Ledger(id)).State);
    }

    [Fact]
    public async Task A_right_that_was_taken_away_is_gone_with_the_next_request()
    {
        var office = await world.NewOffice();
        var person = await world.Host.People.Staff(office.Firm, ProfileType.DataController);
        var id = await office.Engagement();
        var refresh = await office.Accept(id);
        var browser = await world.Host.People.SignIn(person);
        Assert.Contains(CancelAddress(refresh.Id), (await browser.Open($"/admin/data-refresh/engagements/{id}/history")).Html, StringComparison.Ordinal);
        var taken = await (await office.SignIn()).Send(HttpMethod.Put, $"/api/identity/staff/{person.Id}", new { name = person.Name, profileType = nameof(ProfileType.Viewer) });
        Assert.True(taken.IsSuccessStatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Post, Api(refresh.Id))).StatusCode);
        Assert.Equal(RefreshState.Queued, Assert.Single(await office.Ledger(id)).State);
    }

    [Fact]
    public async Task A_batch_is_cancelled_but_for_what_is_being_stored()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var ids = new[] { await office.Engagement("One"), await office.Engagement("Two"), await office.Engagement("Three") };
        var started = await Browser.Read(await browser.Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = ids }));
        var batch = started.GetProperty("batchId").GetGuid();
        await world.Host.With<DataRefreshDb>(
            db => db.Refreshes.Where(r => r.EngagementId == ids[2]).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RefreshState.Storing)),
            office.FirmId);

        var answer = await Browser.Read(await browser.Send(HttpMethod.Post, BatchApi(batch)));

        Assert.Equal((2, 1), (answer.GetProperty("cancelled").GetInt32(), answer.GetProperty("storing").GetInt32()));
        var counts = (await browser.GetJson($"/api/data-refresh/batches/{batch}")).GetProperty("counts");
        Assert.Equal((2, 1), (counts.GetProperty("cancelled").GetInt32(), counts.GetProperty("running").GetInt32()));
        var again = await Browser.Read(await browser.Send(HttpMethod.Post, BatchApi(batch)));
        Assert.Equal(0, again.GetProperty("cancelled").GetInt32());
        Assert.Contains("2 cancelled", (await browser.Open($"/admin/data-refresh/batches/{batch}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_refresh_stays_one_of_the_days_three_triggers()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement();
        var browser = await office.SignIn();
        for (var i = 0; i < 3; i++)
            await browser.Send(HttpMethod.Post, Api((await office.Accept(id)).Id));

        var fourth = await Browser.Read(await browser.Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { id } }));

        Assert.Equal(RefusalReason.TriggersUsedUp, fourth.GetProperty("refused")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_host_that_runs_it_stops_calling_the_vendor_soon_and_stores_nothing()
    {
        var office = await world.NewOffice();
        var company = CodatSimulator.NextCompany();
        var id = await office.Engagement(company: company);
        await world.Simulator.Break(company, "timeout");
        var browser = await office.SignIn();
        var refresh = await office.Accept(id);
        var running = world.Host.Settle();
        await Until(async () => await world.Simulator.Calls(company) > 0);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Send(HttpMethod.Post, Api(refresh.Id))).StatusCode);

        await running.WaitAsync(TimeSpan.FromSeconds(4));
        var calls = await world.Simulator.Calls(company);
        await Task.Delay(1_000);
        Assert.Equal(calls, await world.Simulator.Calls(company));
        Assert.Equal(RefreshState.Cancelled, Assert.Single(await office.Ledger(id)).State);
        Assert.Null((await office.Row(id)).SnapshotId);
    }

    [Fact]
    public async Task Of_a_cancellation_and_the_beginning_of_storing_exactly_one_wins()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var (cancelled, stored) = (0, 0);
        for (var i = 0; i < 20; i++)
        {
            var id = await office.Engagement($"Race {i}");
            var accepted = await office.Accept(id);
            await world.Host.With<DataRefreshDb>(db => db.Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter])
                .Where(r => r.Id == accepted.Id).Claim(1, TimeSpan.FromMinutes(5), world.Host.Clock.Now, CancellationToken.None));

            var host = Task.Run(() => Store(office, accepted.Id));
            var answer = await browser.Send(HttpMethod.Post, Api(accepted.Id));

            var wasStored = await host;
            Assert.Equal(wasStored ? HttpStatusCode.Conflict : HttpStatusCode.NoContent, answer.StatusCode);
            var refresh = Assert.Single(await office.Ledger(id));
            Assert.Equal(wasStored ? RefreshState.Completed : RefreshState.Cancelled, refresh.State);
            Assert.Equal(wasStored, refresh.SlotOn is not null);
            (cancelled, stored) = wasStored ? (cancelled, stored + 1) : (cancelled + 1, stored);
        }

        Assert.Equal(20, cancelled + stored);
    }

    /// <summary>What a host does at the end of a refresh; false when it was refused.</summary>
    private async Task<bool> Store(Office office, Guid refreshId) => await world.Host.With<DataRefreshDb, bool>(
        async db =>
        {
            try
            {
                var refresh = await db.Refreshes.SingleAsync(r => r.Id == refreshId);
                if (refresh.RunningFor is null)
                    return false;
                refresh.Enter(RefreshState.Storing, world.Host.Clock.Now);
                await db.SaveChangesAsync();
                refresh.Complete(withWarnings: false, world.Host.Clock.Now);
                await db.SaveChangesAsync();
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        },
        office.FirmId);

    private static async Task Until(Func<Task<bool>> happened)
    {
        for (var i = 0; i < 100 && !await happened(); i++)
            await Task.Delay(50);
    }

    private static string Api(Guid refreshId) => $"/api/data-refresh/refreshes/{refreshId}/cancellation";

    private static string BatchApi(Guid batchId) => $"/api/data-refresh/batches/{batchId}/cancellation";

    private static string CancelAddress(Guid refreshId) => $"/admin/data-refresh/refreshes/{refreshId}/cancellation";
}
