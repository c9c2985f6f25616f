using System.Net;
using DataRefresh.Connections;
using DataRefresh.Refreshes;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Refreshes;

[Collection(InWorld.Name)]
public sealed class OwnFetchTests(World world)
{
    private const string Page = "/portal/data-refresh/connections";

    [Fact]
    public async Task What_the_contact_grants_is_read_at_once_and_leaves_the_days_slot_to_the_firm()
    {
        var (office, id, contact) = await Asked();
        await office.Change(id, e => e with { AcceptedEula = 1 });
        var company = await Granted(office, id, contact);

        var back = await contact.Open($"{Page}/return?companyId={company}&statusCode=200");
        await world.Host.Settle();
        var done = await contact.Open($"{Page}/{id}/fetch");
        var trigger = await Browser.Read(await (await office.SignIn()).Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { id } }));

        Assert.Equal(("Reading", $"{Page}/{id}/fetch"), (back.Document.QuerySelector("[data-stage]")!.GetAttribute("data-stage"), back.Path));
        Assert.Equal("Stored", done.Document.QuerySelector("[data-stage]")!.GetAttribute("data-stage"));
        Assert.NotNull((await office.Row(id)).LastSuccessAt);
        var refreshes = await Refreshes(office, id);
        Assert.Equal((null, (int?)null, "Cleo Contact"), (refreshes[0].SlotOn, refreshes[0].TriggerNumber, await StartedBy(office, refreshes[0].BatchId)));
        Assert.Equal(1, trigger.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task A_grant_before_the_agreement_is_read_as_soon_as_that_is_accepted()
    {
        var (office, id, contact) = await Asked();
        var company = await Granted(office, id, contact);
        var waiting = await contact.Open($"{Page}/return?companyId={company}&statusCode=200");
        await world.Host.Settle();
        var before = (await office.Row(id)).LastSuccessAt;

        await office.Change(id, e => e with { AcceptedEula = 1 });
        await world.Host.Settle();

        Assert.Equal("Blocked", waiting.Document.QuerySelector("[data-stage]")!.GetAttribute("data-stage"));
        Assert.Null(before);
        Assert.NotNull((await office.Row(id)).LastSuccessAt);
        Assert.Single(await Refreshes(office, id));
    }

    [Fact]
    public async Task The_contact_may_fetch_again_by_a_button_but_not_right_after()
    {
        var (office, id, contact) = await Asked();
        await office.Change(id, e => e with { AcceptedEula = 1 });
        await contact.Open($"{Page}/return?companyId={await Granted(office, id, contact)}&statusCode=200");
        await world.Host.Settle();

        var soon = await contact.Send(HttpMethod.Post, $"/api/data-refresh/connections/{id}/fetch", new { });
        world.Host.Clock.Advance(TimeSpan.FromMinutes(11));
        try
        {
            var twice = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => contact.Send(HttpMethod.Post, $"/api/data-refresh/connections/{id}/fetch", new { })));
            await world.Host.Settle();

            Assert.Equal("just-fetched", await Browser.CodeOf(soon));
            Assert.All(twice, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
            Assert.Equal(2, (await Refreshes(office, id)).Count);
        }
        finally
        {
            world.Host.Clock.Reset();
        }
    }

    [Fact]
    public async Task Another_contacts_fetch_looks_like_none()
    {
        var (_, id, _) = await Asked();
        var (_, _, stranger) = await Asked();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Send(HttpMethod.Get, $"{Page}/{id}/fetch")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Send(HttpMethod.Post, $"/api/data-refresh/connections/{id}/fetch", new { })).StatusCode);
    }

    private async Task<(Office Office, Guid EngagementId, Browser Contact)> Asked()
    {
        var office = await world.NewOffice();
        var (id, contactId) = await office.Made("Own path BV");
        return (office, id, await world.Host.People.SignIn(await world.Host.People.Activate(office.Firm, contactId)));
    }

    private async Task<string> Granted(Office office, Guid id, Browser contact)
    {
        await contact.Submit(await contact.Open(Page), $"{Page}/{id}");
        var company = await world.Host.With<DataRefreshDb, string>(db => db.Connections.Where(c => c.EngagementId == id).Select(c => c.ExternalId).SingleAsync(), office.FirmId);
        await world.Simulator.SetLink(company, "Linked");
        return company;
    }

    private Task<List<Refresh>> Refreshes(Office office, Guid id) =>
        world.Host.With<DataRefreshDb, List<Refresh>>(db => db.Refreshes.AsNoTracking().Where(r => r.EngagementId == id && r.TriggerNumber == null).OrderBy(r => r.AcceptedAt).ToListAsync(), office.FirmId);

    private Task<string> StartedBy(Office office, Guid batch) =>
        world.Host.With<DataRefreshDb, string>(db => db.Batches.Where(b => b.Id == batch).Select(b => b.StartedByName).SingleAsync(), office.FirmId);
}
