using System.Net;
using System.Text;
using DataRefresh.Connections;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Dashboard;
using DataRefresh.Tests.Connectors;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Connections;

[Collection(InWorld.Name)]
public sealed class XeroPortalTests(World world)
{
    private const string Page = "/portal/data-refresh/connections";

    [Fact]
    public async Task A_contact_who_allows_access_is_connected_and_the_tokens_are_sealed()
    {
        var (office, id, contact) = await Asked();
        var company = CodatSimulator.NextCompany();
        var grantAt = await Offered(contact, id);

        var back = await contact.Open(await CodatSimulator.AtXero(grantAt, "allow", company));

        Assert.Contains("connected", Assert.Single(back.Toasts), StringComparison.Ordinal);
        var row = await office.Row(id);
        Assert.Equal((ConnectionState.Linked, Blockers.EulaNotAccepted), (row.Connection, row.Blockers));
        Assert.Equal(company, (await Connection(office, id)).ExternalId);
        var tokens = Encoding.UTF8.GetString((await Tokens(office, id))!.Sealed);
        Assert.DoesNotContain("access", tokens, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ey", tokens[..Math.Min(2, tokens.Length)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_to_the_vendor_proves_who_comes_back_and_the_database_does_not_know_how()
    {
        var (office, id, contact) = await Asked();

        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(await Offered(contact, id)).Query);

        Assert.Equal(("code", "S256"), (asked["response_type"], asked["code_challenge_method"]));
        Assert.Equal(43, asked["code_challenge"]!.Length);
        Assert.EndsWith(Page + "/return", asked["redirect_uri"], StringComparison.Ordinal);
        Assert.StartsWith("offline_access ", asked["scope"], StringComparison.Ordinal);
        var consent = await world.Host.With<DataRefreshDb, Consent>(db => db.Consents.SingleAsync(c => c.EngagementId == id), office.FirmId);
        Assert.Equal(Consent.HashOf(asked["state"]!), consent.StateHash);
        Assert.DoesNotContain(asked["state"]!, Encoding.UTF8.GetString(consent.Sealed), StringComparison.Ordinal);
        Assert.DoesNotContain(asked["state"]!, (await Connection(office, id)).GrantAt, StringComparison.Ordinal);
        Assert.Equal(asked["state"], System.Web.HttpUtility.ParseQueryString(new Uri(await Offered(contact, id)).Query)["state"]);
    }

    [Fact]
    public async Task Who_does_not_allow_access_is_remembered_as_having_left_until_trying_again()
    {
        var (office, id, contact) = await Asked();
        var grantAt = await Offered(contact, id);

        var back = await contact.Open(await CodatSimulator.AtXero(grantAt, "cancel"));

        Assert.Equal("NotConnected", back.Document.QuerySelector("[data-stage]")!.GetAttribute("data-stage"));
        var left = await Connection(office, id);
        Assert.Equal((ConnectionState.Pending, "consent-left"), (left.State, left.LeftCode));
        Assert.InRange(left.LeftAt!.Value, world.Host.Clock.Now.AddMinutes(-5), world.Host.Clock.Now);
        Assert.Null(await Tokens(office, id));

        var again = await Offered(contact, id);
        Assert.NotEqual(grantAt, again);
        Assert.Equal((null, null), ((await Connection(office, id)).LeftAt, (await Connection(office, id)).LeftCode));
        Assert.Contains("connected", Assert.Single((await contact.Open(await CodatSimulator.AtXero(again, "allow", CodatSimulator.NextCompany()))).Toasts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coming_back_twice_does_nothing_and_says_so()
    {
        var (office, id, contact) = await Asked();
        var way = await CodatSimulator.AtXero(await Offered(contact, id), "allow", CodatSimulator.NextCompany());
        await contact.Open(way);
        var before = await Tokens(office, id);

        var again = await contact.Open(way);

        Assert.Contains("already been used", Assert.Single(again.Toasts), StringComparison.Ordinal);
        Assert.Equal(before!.Version, (await Tokens(office, id))!.Version);
        Assert.Equal(ConnectionState.Linked, (await Connection(office, id)).State);
    }

    [Fact]
    public async Task Of_many_who_come_back_at_once_with_one_code_one_wins()
    {
        var (office, id, contact) = await Asked();
        var way = await CodatSimulator.AtXero(await Offered(contact, id), "allow", CodatSimulator.NextCompany());

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => contact.Send(HttpMethod.Get, way)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.StatusCode));
        Assert.Equal(ConnectionState.Linked, (await office.Row(id)).Connection);
        Assert.Single(await world.Simulator.CallLog(), call => call.Kind == "authorization_code" && call.At >= Began);
    }

    [Fact]
    public async Task A_state_that_was_made_for_somebody_else_opens_nothing()
    {
        var (office, id, contact) = await Asked();
        var (_, _, stranger) = await Asked();
        var way = await CodatSimulator.AtXero(await Offered(contact, id), "allow", CodatSimulator.NextCompany());

        var foreign = await stranger.Open(way);

        Assert.Contains("somebody else", Assert.Single(foreign.Toasts), StringComparison.Ordinal);
        Assert.Null(await Tokens(office, id));
        Assert.Contains("connected", Assert.Single((await contact.Open(way)).Toasts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_hour_a_way_back_is_too_old_and_another_one_is_made()
    {
        var (office, id, contact) = await Asked();
        var grantAt = await Offered(contact, id);
        var way = await CodatSimulator.AtXero(grantAt, "allow", CodatSimulator.NextCompany());
        var made = await world.Host.With<DataRefreshDb, DateTimeOffset>(
            db => db.Consents.Where(c => c.EngagementId == id).Select(c => c.ExpiresAt).SingleAsync(), office.FirmId);
        Assert.InRange(made, world.Host.Clock.Now.AddMinutes(55), world.Host.Clock.Now.AddMinutes(60));
        var past = world.Host.Clock.Now.AddSeconds(-1);
        await world.Host.With<DataRefreshDb>(
            db => db.Consents.Where(c => c.EngagementId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, past)), office.FirmId);

        Assert.Contains("too old", Assert.Single((await contact.Open(way)).Toasts), StringComparison.Ordinal);
        Assert.Null(await Tokens(office, id));
        Assert.NotEqual(grantAt, await Offered(contact, id));
    }

    [Fact]
    public async Task Of_several_organisations_the_contact_chooses_one()
    {
        var (office, id, contact) = await Asked();
        var (first, second) = (CodatSimulator.NextCompany(), CodatSimulator.NextCompany());

        var choosing = await contact.Open(await CodatSimulator.AtXero(await Offered(contact, id), "allow", first, second));

        Assert.Equal($"{Page}/{id}/organisation", choosing.Path);
        Assert.Equal(2, choosing.Document.QuerySelectorAll("input[type=radio]").Length);
        Assert.Equal(ConnectionState.Pending, (await office.Row(id)).Connection);
        var wrong = await contact.Submit(choosing, choosing.Path, ("organisation", CodatSimulator.NextCompany()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        world.Host.Clock.Advance(TimeSpan.FromMinutes(45));
        await world.Host.Settle();
        world.Host.Clock.Reset();
        var waiting = await office.Row(id);
        Assert.Equal((ConnectionState.Pending, null), (waiting.Connection, waiting.LeftCode));
        Assert.NotNull((await contact.Open(Page)).Document.QuerySelector($"main a[href='{choosing.Path}']"));

        var chosen = await contact.Submit(choosing, choosing.Path, ("organisation", second));

        Assert.Contains("connected", Assert.Single(chosen.Toasts), StringComparison.Ordinal);
        Assert.Equal((ConnectionState.Linked, second), ((await Connection(office, id)).State, (await Connection(office, id)).ExternalId));
        Assert.Equal(HttpStatusCode.NotFound, (await contact.Open(choosing.Path)).Status);
    }

    [Fact]
    public async Task Connecting_again_replaces_the_tokens()
    {
        var (office, id, contact) = await Asked();
        var company = CodatSimulator.NextCompany();
        await contact.Open(await CodatSimulator.AtXero(await Offered(contact, id), "allow", company));
        var first = (await Tokens(office, id))!.Version;

        await contact.Send(HttpMethod.Post, $"/api/data-refresh/connections/{id}/offer", new { });
        Assert.Null(await Tokens(office, id));
        Assert.Equal(Blockers.CredentialsMissing, (await office.Row(id)).Blockers & Blockers.CredentialsMissing);
        await contact.Open(await CodatSimulator.AtXero(await Offered(contact, id), "allow", company));

        Assert.NotEqual(first, (await Tokens(office, id))!.Version);
        Assert.Equal(ConnectionState.Linked, (await office.Row(id)).Connection);
    }

    [Fact]
    public async Task A_grant_that_could_not_be_read_at_once_is_noticed_later()
    {
        var (office, id, contact) = await Asked();
        var way = await CodatSimulator.AtXero(await Offered(contact, id), "allow", CodatSimulator.NextCompany());
        await world.Simulator.Break("*", "503", path: "xero/api/connections");
        try
        {
            Assert.Contains("has arrived", Assert.Single((await contact.Open(way)).Toasts), StringComparison.Ordinal);
        }
        finally
        {
            await world.Simulator.LiftFaults();
        }

        await world.Host.Settle();

        Assert.Equal(ConnectionState.Linked, (await office.Row(id)).Connection);
    }

    [Fact]
    public async Task A_package_that_is_read_through_another_connector_from_now_on_has_to_be_connected_again()
    {
        var (office, id, contact) = await Asked();
        await contact.Open(await CodatSimulator.AtXero(await Offered(contact, id), "allow", CodatSimulator.NextCompany()));

        await office.Change(id, e => e with { Package = "xero-codat", Connector = "codat" });

        Assert.Equal((ConnectionState.None, "codat"), ((await Connection(office, id)).State, (await Connection(office, id)).Connector));
        Assert.Equal(Blockers.CredentialsMissing, (await office.Row(id)).Blockers & Blockers.CredentialsMissing);
        Assert.Null(await Tokens(office, id));
    }

    [Fact]
    public async Task The_connectors_page_asks_for_no_key_where_the_operator_has_registered_an_app()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();

        var page = await browser.Open("/settings/connectors");

        Assert.Contains("Set up for all firms", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#key-xero"));
        Assert.NotNull(page.Document.QuerySelector("#key-codat"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Put, "/api/data-refresh/connectors/xero/key", new { key = "some-key" })).StatusCode);
    }

    private DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    private static async Task<string> Offered(Browser contact, Guid id)
    {
        var grant = await contact.Submit(await contact.Open(Page), $"{Page}/{id}");
        return grant.Document.QuerySelector("a[href*='/xero/connect/authorize']")!.GetAttribute("href")!;
    }

    private async Task<(Office Office, Guid EngagementId, Browser Contact)> Asked()
    {
        var office = await world.NewOffice();
        var (id, contactId) = await office.Made("Xero BV", "xero");
        var person = await world.Host.People.Activate(office.Firm, contactId);
        return (office, id, await world.Host.People.SignIn(person));
    }

    private Task<Connection> Connection(Office office, Guid id) =>
        world.Host.With<DataRefreshDb, Connection>(db => db.Connections.AsNoTracking().SingleAsync(c => c.EngagementId == id), office.FirmId);

    private Task<ConnectionTokens?> Tokens(Office office, Guid id) => world.Host.With<DataRefreshDb, ConnectionTokens?>(
        db => db.ConnectionTokens.AsNoTracking().SingleOrDefaultAsync(t => t.EngagementId == id), office.FirmId);
}
