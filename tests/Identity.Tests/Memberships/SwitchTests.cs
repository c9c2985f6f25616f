using System.Net;
using Identity.Memberships;
using Testing;

namespace Identity.Tests.Memberships;

public sealed class SwitchTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Somebody_of_several_firms_chooses_after_sign_in_and_switches_visibly()
    {
        var (here, there) = (await host.People.Firm("Alpha Accountants"), await host.People.Firm("Beta Lawyers"));
        var person = await host.People.Staff(here, ProfileType.Viewer);
        var other = await host.People.Staff(there, ProfileType.Administrator, email: person.Email);

        var browser = host.Browse();
        var chooser = await browser.Submit(await browser.Open("/sign-in"), "/sign-in", ("email", person.Email), ("password", person.Password));
        Assert.Equal("/memberships", chooser.Path);
        Assert.Contains("Alpha Accountants", chooser.Text, StringComparison.Ordinal);
        Assert.Contains("Beta Lawyers", chooser.Text, StringComparison.Ordinal);

        var before = browser.Cookies.GetAllCookies()["session"]!.Value;
        var home = await browser.Submit(chooser, $"/memberships/{other.Id}");
        Assert.Equal("/", home.Path);
        Assert.Contains("Beta Lawyers", Assert.Single(home.Toasts), StringComparison.Ordinal);
        Assert.Contains("Beta Lawyers", home.Document.QuerySelector(".firm-name")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(before, browser.Cookies.GetAllCookies()["session"]!.Value);
        Assert.Equal(HttpStatusCode.OK, (await browser.Send(HttpMethod.Get, "/api/identity/staff")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Send(HttpMethod.Put, "/api/identity/session", new { membershipId = person.Id })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Get, "/api/identity/staff")).StatusCode);

        // The one used last is the one that the next sign-in opens.
        var next = await host.People.SignIn(person);
        Assert.Equal("Alpha Accountants", (await next.GetJson("/api/identity/me")).GetProperty("firmName").GetString());
    }

    [Fact]
    public async Task Nobody_switches_to_what_is_not_theirs_or_not_open()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        var stranger = await host.People.Staff(ProfileType.Viewer);
        var blocked = await host.People.Staff(await host.People.Firm(), ProfileType.Viewer, email: person.Email);
        await host.With<IdentityDb>(async db =>
        {
            (await db.Memberships.FindAsync(blocked.Id))?.SetBlocked(true);
            await db.SaveChangesAsync();
        }, blocked.FirmId);

        var browser = await host.People.SignIn(person);
        foreach (var id in new[] { stranger.Id, blocked.Id, Guid.NewGuid() })
        {
            var answer = await browser.Send(HttpMethod.Put, "/api/identity/session", new { membershipId = id });
            Assert.Equal("not-found", await Browser.CodeOf(answer));
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Post($"/memberships/{id}")).Status);
        }

        Assert.Equal(1, (await browser.GetJson("/api/identity/memberships")).GetArrayLength());
    }
}
