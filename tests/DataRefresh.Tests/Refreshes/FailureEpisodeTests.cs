using System.Globalization;
using DataRefresh.Refreshes;
using DataRefresh.Tests.Connectors;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using SharedKernel.Persistence;
using Testing;

namespace DataRefresh.Tests.Refreshes;

[Collection(InWorld.Name)]
public sealed class FailureEpisodeTests(World world)
{
    [Fact]
    public async Task The_owner_gets_one_mail_an_episode_and_another_only_after_a_success()
    {
        var (office, owner, id, company) = await Owned("nl");
        await world.Simulator.Break(company, "html", times: 1);
        await office.Refresh(id);
        await world.Simulator.Break(company, "garbage", times: 1);
        await office.Refresh(id);

        var open = await office.Episodes(id, e => e.AsNoTracking().SingleAsync());
        Assert.Equal((id, 2, "vendor-html", null), (open.OpenFor, open.Failures, open.FirstCode, open.ClosedAt));
        Assert.NotEqual("vendor-html", open.LastCode);
        var letter = Assert.Single(await world.Host.Letters(owner.Email));
        Assert.Equal(("nl", "De gegevens van Acme konden niet worden ververst"), (letter.Language, letter.Subject));
        Assert.Contains("De connector stuurde een webpagina", string.Join(' ', letter.Paragraphs), StringComparison.Ordinal);
        Assert.Equal($"/admin/data-refresh/engagements/{id}/remedy", letter.Action!.Address.AbsolutePath);

        await office.Refresh(id);
        var closed = await office.Episodes(id, e => e.AsNoTracking().SingleAsync());
        Assert.Equal((null, (await office.Row(id)).LastSuccessAt), (closed.OpenFor, closed.ClosedAt));

        await Tomorrow(office, id, company);
        Assert.Equal(2, await office.Episodes(id, e => e.CountAsync()));
        Assert.Equal(2, (await world.Host.Letters(owner.Email)).Count);
    }

    [Fact]
    public async Task The_dashboard_and_the_history_show_success_attempt_and_episode_side_by_side()
    {
        var (office, _, id, company) = await Owned();
        var browser = await office.SignIn();
        await office.Refresh(id);
        await Tomorrow(office, id, company);

        var item = (await browser.GetJson("/api/data-refresh/engagements")).GetProperty("items")[0];
        Assert.True(item.GetProperty("lastAttemptAt").GetDateTimeOffset() > item.GetProperty("lastSuccessAt").GetDateTimeOffset());
        Assert.Equal((1, item.GetProperty("lastAttemptAt").GetDateTimeOffset()), (item.GetProperty("failures").GetInt32(), item.GetProperty("failingSince").GetDateTimeOffset()));
        var dashboard = await browser.Open("/admin/data-refresh");
        Assert.Contains("Failed refreshes: 1, since", dashboard.Text, StringComparison.Ordinal);
        var (success, attempt) = (dashboard.Document.QuerySelector("td[data-label='Last upload'] time")!, dashboard.Document.QuerySelector("[data-fact=attempt] time")!);
        Assert.Equal(item.GetProperty("lastSuccessAt").GetDateTimeOffset(), Instant(success));
        Assert.Equal(item.GetProperty("lastAttemptAt").GetDateTimeOffset(), Instant(attempt));
        var history = await browser.Open($"/admin/data-refresh/engagements/{id}/history");
        Assert.Contains("Failed refreshes: 1, since", history.Text, StringComparison.Ordinal);
        Assert.Contains("The engagement owner was told by mail", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_who_is_blocked_gets_nothing_and_is_told_at_the_next_failure_once_back()
    {
        var (office, owner, id, company) = await Owned();
        await world.Simulator.Break(company, "html");
        await office.SetActive(owner.Id, active: false);
        await office.Refresh(id);
        Assert.Empty(await world.Host.Letters(owner.Email));
        Assert.Null((await office.Episodes(id, e => e.AsNoTracking().SingleAsync())).MailedAt);

        await office.SetActive(owner.Id, active: true);
        await office.Refresh(id);

        Assert.Single(await world.Host.Letters(owner.Email));
        Assert.NotNull((await office.Episodes(id, e => e.AsNoTracking().SingleAsync())).MailedAt);
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_neither_opens_an_episode_nor_mails()
    {
        var (office, owner, id, _) = await Owned();
        var accepted = await office.Accept(id);
        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                var refresh = await db.Refreshes.SingleAsync(r => r.Id == accepted.Id);
                await db.Refreshes.Where(r => r.Id == accepted.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Fence, r => r.Fence + 1));
                refresh.Fail("vendor-html", world.Host.Clock.Now);
                var episode = FailureEpisode.Open(await db.Rows.SingleAsync(r => r.EngagementId == id), "vendor-html", world.Host.Clock.Now);
                db.FailureEpisodes.Add(episode);
                await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync());
            },
            office.FirmId);

        Assert.Equal(0, await office.Episodes(id, e => e.CountAsync()));
        Assert.Empty(await world.Host.Letters(owner.Email));
    }

    [Fact]
    public async Task An_engagement_has_at_most_one_open_episode()
    {
        var (office, _, id, company) = await Owned();
        await world.Simulator.Break(company, "html");
        await office.Refresh(id);

        var refused = await Assert.ThrowsAnyAsync<DbUpdateException>(() => world.Host.With<DataRefreshDb>(
            async db =>
            {
                db.FailureEpisodes.Add(FailureEpisode.Open(await db.Rows.SingleAsync(r => r.EngagementId == id), "again", world.Host.Clock.Now));
                await db.SaveChangesAsync();
            },
            office.FirmId));

        Assert.True(refused.IsDuplicateKey());
    }

    private static DateTimeOffset Instant(AngleSharp.Dom.IElement time) => DateTimeOffset.Parse(time.GetAttribute("datetime")!, CultureInfo.InvariantCulture);

    private async Task<(Office Office, TestPerson Owner, Guid EngagementId, string Company)> Owned(string language = "en")
    {
        var office = await world.NewOffice();
        var owner = await world.Host.People.Staff(office.Firm, ProfileType.Manager, language: language);
        var company = CodatSimulator.NextCompany();
        var id = await office.Engagement("Acme", e => e with { OwnerId = owner.Id, OwnerName = owner.Name }, company);
        return (office, owner, id, company);
    }

    /// <summary>A refresh of the next day, which fails.</summary>
    private async Task Tomorrow(Office office, Guid id, string company)
    {
        await world.Simulator.Break(company, "html");
        world.Host.Clock.Advance(TimeSpan.FromDays(1));
        try
        {
            await office.Refresh(id);
        }
        finally
        {
            world.Host.Clock.Reset();
        }
    }
}
