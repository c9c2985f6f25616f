using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using DataRefresh.Refreshes;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Connectors;
using Microsoft.EntityFrameworkCore;
using SharedKernel.Persistence;
using Testing;

namespace DataRefresh.Tests.Refreshes;

[Collection(InWorld.Name)]
public sealed class RefreshEngineTests(World world)
{
    [Fact]
    public async Task A_refresh_stores_every_data_set_and_dates_the_engagement()
    {
        var (office, id, company) = await Refreshable();

        await Refresh(office, id);

        var refresh = Assert.Single(await office.Ledger(id));
        Assert.Contains(refresh.State, new[] { RefreshState.Completed, RefreshState.CompletedWithWarnings });
        Assert.Equal((null, null), (refresh.RunningFor, refresh.LeaseUntil));
        Assert.Equal(refresh.AcceptedOn, refresh.SlotOn);
        var row = await office.Row(id);
        Assert.Equal((refresh.EndedAt, refresh.From, refresh.To), (row.LastSuccessAt, row.PeriodFrom, row.PeriodTo));
        var parts = await Parts(office, id);
        Assert.All(Enum.GetValues<DataSet>(), set => Assert.Equal(DataSetState.Stored, parts[set].State));
        Assert.All(parts.Values, p => Assert.Matches("^[0-9a-fA-F]{64}$", p.Hash));
        Assert.True(await world.Simulator.Calls(company) > 0);
    }

    [Fact]
    public async Task A_grant_that_was_withdrawn_makes_the_engagement_inactive_and_gives_the_slot_back()
    {
        var (office, id, company) = await Refreshable();
        await world.Simulator.SetLink(company, "Deauthorized");

        await Refresh(office, id);

        var refresh = Assert.Single(await office.Ledger(id));
        Assert.Equal((RefreshState.AuthFailed, null, null), (refresh.State, refresh.SlotOn, refresh.RunningFor));
        var row = await office.Row(id);
        Assert.Equal((Blockers.GrantRevoked, ConnectionState.Revoked), (row.Blockers, row.Connection));
        Assert.Equal(refresh.FailureCode, row.LastFailure);
    }

    [Fact]
    public async Task A_vendor_that_asks_to_wait_is_left_alone_and_no_attempt_is_counted()
    {
        var (office, id, company) = await Refreshable();
        await world.Simulator.Break(company, "429", retryAfter: "600", times: 1);

        await Refresh(office, id);

        var waiting = Assert.Single(await office.Ledger(id));
        Assert.Equal((RefreshState.Queued, 0, "vendor-rate-limited"), (waiting.State, waiting.Attempts, waiting.FailureCode));
        Assert.InRange(waiting.DueAt, world.Host.Clock.Now.AddSeconds(550), world.Host.Clock.Now.AddSeconds(601));
        var calls = await world.Simulator.Calls(company);
        await world.Host.Settle();
        Assert.Equal(calls, await world.Simulator.Calls(company));

        await Later(TimeSpan.FromMinutes(11));
        Assert.Contains(Assert.Single(await office.Ledger(id)).State, new[] { RefreshState.Completed, RefreshState.CompletedWithWarnings });
    }

    [Fact]
    public async Task Passing_trouble_is_tried_again_and_lasting_trouble_ends_as_failed_with_the_slot_given_back()
    {
        var (office, id, company) = await Refreshable();
        await world.Simulator.Break(company, "500");

        await Refresh(office, id);
        for (var tries = 1; tries < MostAttempts; tries++)
            await Later(TimeSpan.FromHours(tries));

        var refresh = Assert.Single(await office.Ledger(id));
        Assert.Equal((RefreshState.Failed, MostAttempts, null), (refresh.State, refresh.Attempts, refresh.SlotOn));
        var row = await office.Row(id);
        Assert.Null(row.LastSuccessAt);
        Assert.NotNull(row.LastAttemptAt);
    }

    [Fact]
    public async Task Garbage_stores_nothing_and_the_last_good_snapshot_stays()
    {
        var (office, id, company) = await Refreshable();
        await Refresh(office, id);
        var before = await office.Row(id);
        await world.Simulator.Break(company, "html");

        world.Host.Clock.Advance(TimeSpan.FromDays(1));
        try
        {
            await Refresh(office, id);
        }
        finally
        {
            world.Host.Clock.Reset();
        }

        var row = await office.Row(id);
        Assert.Equal((before.SnapshotId, before.LastSuccessAt), (row.SnapshotId, row.LastSuccessAt));
        Assert.Equal("vendor-html", row.LastFailure);
        Assert.Equal(RefreshState.Failed, (await office.Ledger(id))[^1].State);
    }

    [Fact]
    public async Task A_key_that_the_vendor_refuses_stops_all_of_the_firms_refreshes_with_one_call()
    {
        var (office, id, company) = await Refreshable();
        await world.Simulator.Break(company, "401");
        var other = await office.Engagement("Other");

        await Refresh(office, id);

        Assert.Equal("vendor-key-refused", Assert.Single(await office.Ledger(id)).FailureCode);
        Assert.Equal(Blockers.ConnectorKeyMissing, (await office.Row(other)).Blockers);
    }

    [Fact]
    public async Task A_key_that_was_entered_since_is_not_the_one_that_was_refused()
    {
        var (office, id, company) = await Refreshable();
        await world.Simulator.Break(company, "401");
        var other = await office.Engagement("Untouched");
        var later = world.Host.Clock.Now.AddMinutes(5);
        await world.Host.With<DataRefreshDb>(db => db.ConnectorKeys.ExecuteUpdateAsync(set => set.SetProperty(k => k.EnteredAt, later)), office.FirmId);

        await Refresh(office, id);

        var refresh = Assert.Single(await office.Ledger(id));
        Assert.Equal((RefreshState.Queued, "vendor-key-refused"), (refresh.State, refresh.FailureCode));
        Assert.Null(await world.Host.With<DataRefreshDb, DateTimeOffset?>(db => db.ConnectorKeys.Select(k => k.RefusedAt).SingleAsync(), office.FirmId));
        Assert.Equal(Blockers.None, (await office.Row(other)).Blockers & Blockers.ConnectorKeyMissing);
    }

    [Fact]
    public async Task Three_triggers_a_day_are_the_most_even_when_each_gave_its_slot_back()
    {
        var (office, id, company) = await Refreshable();
        await world.Simulator.Break(company, "html");
        for (var i = 0; i < 3; i++)
            await Refresh(office, id);

        var browser = await office.SignIn();
        var answer = await Browser.Read(await browser.Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { id } }));

        Assert.Equal(RefusalReason.TriggersUsedUp, answer.GetProperty("refused")[0].GetProperty("reason").GetString());
        Assert.Equal(3, (await office.Ledger(id)).Count);
    }

    [Fact]
    public async Task Work_of_a_host_that_died_is_taken_over_when_its_lease_has_run_out()
    {
        var (office, id, _) = await Refreshable();
        await Accept(office, id);
        await ClaimAndDie();

        await world.Host.Settle();
        Assert.Equal(RefreshState.Queued, Assert.Single(await office.Ledger(id)).State);

        await Later(TimeSpan.FromMinutes(1));
        var refresh = Assert.Single(await office.Ledger(id));
        Assert.Equal(1, refresh.Takeovers);
        Assert.Contains(refresh.State, new[] { RefreshState.Completed, RefreshState.CompletedWithWarnings });
    }

    [Fact]
    public async Task A_refresh_that_took_three_hosts_down_is_given_up()
    {
        var (office, id, company) = await Refreshable();
        await Accept(office, id);
        for (var i = 0; i < MostTakeovers; i++)
        {
            await ClaimAndDie();
            world.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        try
        {
            await world.Host.Settle();
        }
        finally
        {
            world.Host.Clock.Reset();
        }

        Assert.Equal((RefreshState.Failed, "host-died"), (Assert.Single(await office.Ledger(id)).State, (await office.Row(id)).LastFailure));
        Assert.Equal(0, await world.Simulator.Calls(company));
    }

    [Fact]
    public async Task What_a_host_writes_after_it_lost_its_lease_is_refused()
    {
        var (office, id, _) = await Refreshable();
        await Accept(office, id);
        var stale = await ClaimAndDie();
        world.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        try
        {
            await ClaimAndDie();
            var refused = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => world.Host.With<DataRefreshDb>(
                async db =>
                {
                    db.Refreshes.Attach(stale);
                    stale.Complete(withWarnings: false, world.Host.Clock.Now);
                    await db.SaveChangesAsync();
                },
                office.FirmId));
            Assert.NotNull(refused);
            Assert.Equal(RefreshState.Queued, Assert.Single(await office.Ledger(id)).State);
        }
        finally
        {
            world.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.Host.Settle();
            world.Host.Clock.Reset();
        }
    }

    private const int MostAttempts = 5;
    private const int MostTakeovers = 3;

    private async Task<(Office Office, Guid EngagementId, string Company)> Refreshable()
    {
        var office = await world.NewOffice();
        var company = CodatSimulator.NextCompany();
        return (office, await office.Engagement(company: company), company);
    }

    private async Task Refresh(Office office, Guid id)
    {
        await Accept(office, id);
        await world.Host.Settle();
    }

    private static async Task Accept(Office office, Guid id)
    {
        var answer = await Browser.Read(await (await office.SignIn()).Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { id } }));
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
    }

    private async Task Later(TimeSpan after)
    {
        world.Host.Clock.Advance(after);
        try
        {
            await world.Host.Settle();
        }
        finally
        {
            world.Host.Clock.Reset();
        }
    }

    /// <summary>Claims what is due as a host would, and does nothing with it.</summary>
    private Task<Refresh> ClaimAndDie() => world.Host.With<DataRefreshDb, Refresh>(async db => Assert.Single(
        await db.Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter]).Where(r => r.RunningFor != null)
            .Claim(100, TimeSpan.FromSeconds(15), world.Host.Clock.Now, CancellationToken.None)));

    private async Task<Dictionary<DataSet, StoredPart>> Parts(Office office, Guid id) => await world.Host.With<DataRefreshDb, Dictionary<DataSet, StoredPart>>(
        db => db.Snapshots.Where(s => s.EngagementId == id).SelectMany(s => s.Parts).AsNoTracking().ToDictionaryAsync(p => p.DataSet), office.FirmId);
}
