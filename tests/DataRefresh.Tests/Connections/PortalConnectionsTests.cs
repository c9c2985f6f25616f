using System.Net;
using DataRefresh.Connections;
using DataRefresh.Dashboard;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Connections;

[Collection(InWorld.Name)]
public sealed class PortalConnectionsTests(World world)
{
    private const string Page = "/portal/data-refresh/connections";

    [Fact]
    public async Task A_contact_connects_and_the_engagement_counts_as_linked_once_the_vendor_says_so()
    {
        var (office, id, contact) = await Asked();
        var page = await contact.Open(Page);
        var grant = await contact.Submit(page, $"{Page}/{id}");
        Assert.NotNull(grant.Document.QuerySelector("a[href*='codat-link']"));
        Assert.Equal(Blockers.CredentialsMissing, (await office.Row(id)).Blockers & Blockers.CredentialsMissing);
        var company = (await Connection(office, id)).ExternalId;

        var early = await contact.Open($"{Page}/return?companyId={company}&statusCode=403");
        Assert.Equal("NotConnected", early.Document.QuerySelector("[data-stage]")!.GetAttribute("data-stage"));
        var left = await office.Row(id);
        Assert.Equal((ConnectionState.Pending, "consent-left"), (left.Connection, left.LeftCode));

        await world.Simulator.SetLink(company, "Linked");
        var back = await contact.Open($"{Page}/return?companyId={company}&statusCode=200");

        Assert.Contains("connected", Assert.Single(back.Toasts), StringComparison.Ordinal);
        var row = await office.Row(id);
        Assert.Equal((ConnectionState.Linked, Blockers.None, null), (row.Connection, row.Blockers & Blockers.CredentialsMissing, row.LeftCode));
    }

    [Fact]
    public async Task Who_grants_and_closes_the_window_is_noticed_all_the_same()
    {
        var (office, id, contact) = await Asked();
        await contact.Submit(await contact.Open(Page), $"{Page}/{id}");
        await world.Simulator.SetLink((await Connection(office, id)).ExternalId, "Linked");

        await world.Host.Settle();

        Assert.Equal(ConnectionState.Linked, (await office.Row(id)).Connection);
    }

    [Fact]
    public async Task Who_closes_the_window_without_granting_has_left_after_half_an_hour_and_may_come_back()
    {
        var office = await world.NewOffice();
        var (id, contactId) = await office.Made("Silent BV");
        var person = await world.Host.People.Activate(office.Firm, contactId);
        var contact = await world.Host.People.SignIn(person);
        await contact.Submit(await contact.Open(Page), $"{Page}/{id}");
        try
        {
            world.Host.Clock.Advance(TimeSpan.FromMinutes(29));
            await world.Host.Settle();
            Assert.Null((await office.Row(id)).LeftCode);

            world.Host.Clock.Advance(TimeSpan.FromMinutes(2));
            await world.Host.Settle();
            var (left, connection) = (await office.Row(id), await Connection(office, id));
            Assert.Equal((ConnectionState.Pending, "consent-left", "consent-left"), (left.Connection, left.LeftCode, connection.LeftCode));
            Assert.Equal(left.LeftAt, connection.LeftAt);

            contact = await world.Host.People.SignIn(person);
            await contact.Submit(await contact.Open(Page), $"{Page}/{id}");
            await world.Host.Settle();
            Assert.Null((await office.Row(id)).LeftCode);

            await world.Simulator.SetLink(connection.ExternalId, "Linked");
            await world.Host.Settle();
            Assert.Equal(ConnectionState.Linked, (await office.Row(id)).Connection);
        }
        finally
        {
            world.Host.Clock.Reset();
        }
    }

    [Fact]
    public async Task Two_clicks_make_one_place_at_the_vendor()
    {
        var (office, id, contact) = await Asked();
        var page = await contact.Open(Page);
        await contact.Submit(page, $"{Page}/{id}");
        var first = (await Connection(office, id)).ExternalId;
        await contact.Submit(page, $"{Page}/{id}");

        Assert.Equal(first, (await Connection(office, id)).ExternalId);
    }

    [Fact]
    public async Task Another_contacts_engagement_looks_like_none()
    {
        var (_, id, _) = await Asked();
        var (_, _, stranger) = await Asked();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"{Page}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Send(HttpMethod.Get, $"{Page}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Send(HttpMethod.Post, $"/api/data-refresh/connections/{id}/offer", new { })).StatusCode);
    }

    private async Task<(Office Office, Guid EngagementId, Browser Contact)> Asked()
    {
        var office = await world.NewOffice();
        var (id, contactId) = await office.Made("Portal BV");
        var person = await world.Host.People.Activate(office.Firm, contactId);
        return (office, id, await world.Host.People.SignIn(person));
    }

    private Task<Connection> Connection(Office office, Guid id) =>
        world.Host.With<DataRefreshDb, Connection>(db => db.Connections.AsNoTracking().SingleAsync(c => c.EngagementId == id), office.FirmId);
}
