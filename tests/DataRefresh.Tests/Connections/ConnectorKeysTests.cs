using System.Net;
using System.Text;
using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Dashboard;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace DataRefresh.Tests.Connections;

[Collection(InWorld.Name)]
public sealed class ConnectorKeysTests(World world)
{
    private const string Key = "/api/data-refresh/connectors/codat/key";

    [Fact]
    public async Task A_key_that_works_is_sealed_shown_by_its_ending_only_and_unblocks()
    {
        var firm = await world.Host.People.Firm();
        var admin = await world.Host.People.Staff(firm, ProfileType.Administrator);
        var browser = await world.Host.People.SignIn(admin);

        var answer = await browser.Send(HttpMethod.Put, Key, new { key = "a-secret-of-ours-9876" });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var stored = await world.Host.With<DataRefreshDb, ConnectorKey>(db => db.ConnectorKeys.SingleAsync(), firm.Id);
        Assert.Equal("9876", stored.Ending);
        Assert.DoesNotContain("secret-of-ours", Encoding.UTF8.GetString(stored.Sealed), StringComparison.Ordinal);
        var vault = world.Host.Services.GetRequiredService<Vault>();
        Assert.Equal("a-secret-of-ours-9876", vault.Open(firm.Id, ConnectorKey.Purpose("codat"), stored.Sealed).Secret);
        Assert.Null(vault.Open(Guid.NewGuid(), ConnectorKey.Purpose("codat"), stored.Sealed).Secret);
        var shown = await (await browser.Send(HttpMethod.Get, "/settings/connectors")).Content.ReadAsStringAsync();
        Assert.Contains("9876", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-ours", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_vendor_refuses_is_not_kept_and_the_field_says_so()
    {
        var office = await world.NewOffice();
        var browser = await office.SignIn();
        var page = await browser.Open("/settings/connectors");

        var answer = await browser.Submit(page, "/settings/connectors/codat", ("key", "this-one-is-revoked"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("does not accept this key", Assert.Single(answer.FieldErrors), StringComparison.Ordinal);
        var id = await office.Engagement();
        Assert.Equal(Blockers.None, (await office.Row(id)).Blockers);
    }

    [Theory]
    [InlineData(ProfileType.DataController)]
    [InlineData(ProfileType.Manager)]
    [InlineData(ProfileType.EngagementManager)]
    [InlineData(ProfileType.RelationshipManager)]
    [InlineData(ProfileType.Viewer)]
    public async Task Only_an_administrator_enters_keys(ProfileType type)
    {
        var browser = await world.Host.People.SignIn(await world.Host.People.Staff(type));

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Put, Key, new { key = "some-other-key" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Get, "/settings/connectors")).StatusCode);
    }
}
