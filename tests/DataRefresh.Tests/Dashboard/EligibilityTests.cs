using DataRefresh.Connections;
using DataRefresh.Dashboard;
using Engagements.Contracts;
using Identity.Contracts;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Dashboard;

[Collection(InWorld.Name)]
public sealed class EligibilityTests(World world)
{
    [Fact]
    public async Task An_engagement_with_everything_in_order_is_active()
    {
        var office = await world.NewOffice();
        Assert.Equal(Blockers.None, (await office.Row(await office.Engagement())).Blockers);
    }

    [Fact]
    public async Task Each_thing_that_is_missing_blocks_and_ceases_to_block_when_it_is_there()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement(change: e => e with { LegalCoverOn = null, AcceptedEula = 0 }, linked: false);
        Assert.Equal(Blockers.LegalCoverMissing | Blockers.EulaNotAccepted | Blockers.CredentialsMissing, (await office.Row(id)).Blockers);

        await office.Change(id, e => e with { LegalCoverOn = new DateOnly(2026, 3, 1) });
        Assert.Equal(Blockers.EulaNotAccepted | Blockers.CredentialsMissing, (await office.Row(id)).Blockers);

        await office.Change(id, e => e with { AcceptedEula = 1 });
        Assert.Equal(Blockers.CredentialsMissing, (await office.Row(id)).Blockers);

        await office.Link(id, "any");
        Assert.Equal(Blockers.None, (await office.Row(id)).Blockers);
    }

    [Fact]
    public async Task A_new_material_eula_blocks_everybody_of_the_firm_at_once_and_a_correction_nobody()
    {
        var (office, other) = (await world.NewOffice(), await world.NewOffice());
        var (id, elsewhere) = (await office.Engagement(), await other.Engagement());

        await world.Happen(office.FirmId, new EulaPublished(office.FirmId, 2, 1, world.Host.Clock.Now));
        Assert.Equal(Blockers.None, (await office.Row(id)).Blockers);

        await world.Happen(office.FirmId, new EulaPublished(office.FirmId, 3, 3, world.Host.Clock.Now));
        Assert.Equal(Blockers.EulaNotAccepted, (await office.Row(id)).Blockers);
        Assert.Equal(Blockers.None, (await other.Row(elsewhere)).Blockers);
    }

    [Fact]
    public async Task Credentials_from_before_the_introduction_do_not_count()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement(linked: false);
        await office.Link(id, "any", at: new DateTimeOffset(2026, 1, 4, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal(Blockers.CredentialsOutdated, (await office.Row(id)).Blockers);

        // The introduction is the start of a local day: 5 January in Brussels begins at 23:00 UTC.
        await world.Happen(office.FirmId, Firm(office, introducedOn: new(2026, 1, 4)));
        Assert.Equal(Blockers.None, (await office.Row(id)).Blockers);
    }

    [Fact]
    public async Task Old_news_changes_nothing()
    {
        var office = await world.NewOffice();
        var id = await office.Engagement("New name");
        var row = await office.Row(id);

        await office.Change(id, e => e with { Version = row.Version, CustomerName = "Old name", LegalCoverOn = null });

        var after = await office.Row(id);
        Assert.Equal(("New name", Blockers.None), (after.CustomerName, after.Blockers));
    }

    [Fact]
    public async Task The_stored_bits_are_what_a_recomputation_from_scratch_gives()
    {
        var office = await world.NewOffice();
        for (var i = 0; i < 32; i++)
        {
            var id = await office.Engagement(
                $"Bits {i}",
                e => e with { LegalCoverOn = (i & 1) == 0 ? null : e.LegalCoverOn, AcceptedEula = (i & 2) >> 1 },
                linked: false);
            if ((i & 4) != 0)
                await office.Link(id, $"company {i}", at: (i & 8) == 0 ? world.Host.Clock.Now : world.Host.Clock.Now.AddYears(-5));
        }

        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                var firm = await db.Firms.SingleAsync();
                var oracle = Eligibility.BlockerBits(firm.RequiredEula, firm.IntroducedAt, []).Compile();
                var rows = await db.Rows.AsNoTracking().ToListAsync();
                Assert.Equal(32, rows.Count);
                Assert.True(rows.Select(r => r.BlockerBits).Distinct().Count() >= 12);
                Assert.All(rows, r => Assert.Equal(oracle(r), r.BlockerBits));
            },
            office.FirmId);
    }

    private static FirmChanged Firm(Office office, DateOnly introducedOn) =>
        new(office.FirmId, 100, "Firm", "Europe/Brussels", "en", introducedOn, "Firm", null);
}
