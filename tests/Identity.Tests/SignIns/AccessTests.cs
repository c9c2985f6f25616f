using System.Net;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Identity.Tests.SignIns;

/// <summary>What was taken away is gone with the next request.</summary>
public sealed class AccessTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_blocked_user_is_out_with_the_next_request_and_back_after_unblocking()
    {
        var firm = await host.People.Firm();
        var admin = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator));
        var viewer = await host.People.Staff(firm, ProfileType.Viewer);
        var browser = await host.People.SignIn(viewer);
        Assert.Equal(HttpStatusCode.OK, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);

        await admin.Send(HttpMethod.Put, $"/api/identity/staff/{viewer.Id}/block");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        var refused = await host.Browse().Send(HttpMethod.Post, "/api/identity/session", new { email = viewer.Email, password = viewer.Password });
        Assert.Equal("sign-in-refused", await Browser.CodeOf(refused));

        await admin.Send(HttpMethod.Delete, $"/api/identity/staff/{viewer.Id}/block");
        await host.People.SignIn(viewer);
    }

    [Fact]
    public async Task A_lower_profile_type_counts_from_the_next_request()
    {
        var firm = await host.People.Firm();
        var admin = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator));
        var manager = await host.People.Staff(firm, ProfileType.Manager);
        var browser = await host.People.SignIn(manager);
        Assert.Equal(HttpStatusCode.OK, (await browser.Send(HttpMethod.Get, "/api/identity/staff")).StatusCode);

        var change = await admin.Send(HttpMethod.Put, $"/api/identity/staff/{manager.Id}", new { name = manager.Name, profileType = "Viewer" });
        Assert.Equal(HttpStatusCode.NoContent, change.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(HttpMethod.Get, "/api/identity/staff")).StatusCode);
    }

    [Fact]
    public async Task A_deleted_user_is_out_with_the_next_request()
    {
        var firm = await host.People.Firm();
        var admin = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator));
        var viewer = await host.People.Staff(firm, ProfileType.Viewer);
        var browser = await host.People.SignIn(viewer);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Send(HttpMethod.Delete, $"/api/identity/staff/{viewer.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        await host.With<IdentityDb>(async db => Assert.False(await db.Accounts.AnyAsync(a => a.Email == viewer.Email)));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-03-10T09:59:00Z", "2026-03-10T10:01:00Z")]
    [InlineData("Europe/Brussels", "2026-03-10T22:59:00Z", "2026-03-10T23:01:00Z")]
    [InlineData("America/Los_Angeles", "2026-03-11T06:59:00Z", "2026-03-11T07:01:00Z")]
    public async Task The_last_day_ends_when_it_ends_at_the_firm(string timeZone, string before, string after)
    {
        await using var own = new TestHost();
        own.Clock.Set(DateTimeOffset.Parse("2026-03-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        var firm = await own.People.Firm(timeZone: timeZone);
        var person = await own.People.Staff(firm, ProfileType.Viewer, validUntil: new DateOnly(2026, 3, 10));

        own.Clock.Set(DateTimeOffset.Parse(before, System.Globalization.CultureInfo.InvariantCulture));
        var browser = await own.People.SignIn(person);
        Assert.Equal("/me", (await browser.Open("/me")).Path);
        own.Clock.Set(DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("/sign-in?return=%2Fme", (await browser.Open("/me")).Path);
        var refused = await own.Browse().Send(HttpMethod.Post, "/api/identity/session", new { email = person.Email, password = person.Password });
        Assert.Equal("sign-in-refused", await Browser.CodeOf(refused));
    }

    [Fact]
    public async Task The_others_hear_once_that_the_last_day_has_passed()
    {
        await using var own = new TestHost();
        var firm = await own.People.Firm();
        var person = await own.People.Staff(firm, ProfileType.Viewer, validUntil: DateOnly.FromDateTime(DateTime.UtcNow.AddDays(3)));
        await own.Settle();
        own.Clock.Advance(TimeSpan.FromDays(5));
        await own.Settle();
        await own.With<IdentityDb>(async db =>
        {
            var membership = await db.MembershipsEverywhere.SingleAsync(m => m.Id == person.Id);
            Assert.True(membership.Lapsed);
            Assert.Equal(3, membership.Version);
        });
    }
}
