using System.Net;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Identity.Tests.StaffUsers;

public sealed class StaffTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData(ProfileType.Administrator, "Administrator", HttpStatusCode.Created)]
    [InlineData(ProfileType.Administrator, "Viewer", HttpStatusCode.Created)]
    [InlineData(ProfileType.DataController, "Administrator", HttpStatusCode.Created)]
    [InlineData(ProfileType.Manager, "Manager", HttpStatusCode.Created)]
    [InlineData(ProfileType.Manager, "Viewer", HttpStatusCode.Created)]
    [InlineData(ProfileType.Manager, "Administrator", HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.Manager, "DataController", HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.EngagementManager, "Viewer", HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.RelationshipManager, "Viewer", HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.Viewer, "Viewer", HttpStatusCode.Forbidden)]
    public async Task Who_may_invite_whom(ProfileType inviter, string invited, HttpStatusCode answer)
    {
        var browser = await host.People.SignIn(await host.People.Staff(inviter));
        Assert.Equal(answer, (await Invite(browser, $"{inviter}-{invited}@test.example", invited)).StatusCode);
    }

    [Theory]
    [InlineData(ProfileType.Administrator, HttpStatusCode.NoContent)]
    [InlineData(ProfileType.DataController, HttpStatusCode.NoContent)]
    [InlineData(ProfileType.Manager, HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.EngagementManager, HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.RelationshipManager, HttpStatusCode.Forbidden)]
    [InlineData(ProfileType.Viewer, HttpStatusCode.Forbidden)]
    public async Task Who_may_edit_block_and_delete(ProfileType type, HttpStatusCode answer)
    {
        var firm = await host.People.Firm();
        var browser = await host.People.SignIn(await host.People.Staff(firm, type));
        var other = await host.People.Staff(firm, ProfileType.Viewer);
        Assert.Equal(answer, (await browser.Send(HttpMethod.Put, $"/api/identity/staff/{other.Id}", new { name = "New Name", profileType = "Viewer" })).StatusCode);
        Assert.Equal(answer, (await browser.Send(HttpMethod.Put, $"/api/identity/staff/{other.Id}/block")).StatusCode);
        Assert.Equal(answer, (await browser.Send(HttpMethod.Delete, $"/api/identity/staff/{other.Id}/block")).StatusCode);
        Assert.Equal(answer, (await browser.Send(HttpMethod.Delete, $"/api/identity/staff/{other.Id}")).StatusCode);
    }

    [Fact]
    public async Task The_invitation_form_invites_and_says_so()
    {
        var firm = await host.People.Firm();
        var browser = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Manager));
        var form = await browser.Open("/admin/users/new");
        Assert.Equal(5, form.Document.QuerySelectorAll("select[name=profileType] option").Length);

        var wrong = await browser.Submit(form, "/admin/users", ("name", " "), ("email", "nobody"), ("validUntil", "2020-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(4, wrong.FieldErrors.Count);

        var list = await browser.Submit(
            wrong, "/admin/users", ("name", "Łucja Żak"), ("email", "lucja@test.example"), ("profileType", "Viewer"), ("language", "pl"), ("validUntil", "2099-12-31"));
        Assert.Equal("/admin/users", list.Path);
        Assert.Contains("lucja@test.example", Assert.Single(list.Toasts), StringComparison.Ordinal);
        Assert.Contains("Łucja Żak", list.Text, StringComparison.Ordinal);
        Assert.Contains("Invited", list.Text, StringComparison.Ordinal);
        Assert.Equal("pl", (await host.Letters("lucja@test.example"))[0].Language);

        var twice = await browser.Submit(
            await browser.Open("/admin/users/new"), "/admin/users", ("name", "Again"), ("email", "LUCJA@test.example"), ("profileType", "Viewer"));
        Assert.Contains("already belongs", Assert.Single(twice.FieldErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editing_changes_name_type_and_last_day()
    {
        var firm = await host.People.Firm();
        var browser = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator));
        var other = await host.People.Staff(firm, ProfileType.Viewer, name: "Before");
        var page = await browser.Open($"/admin/users/{other.Id}");
        var list = await browser.Submit(
            page, $"/admin/users/{other.Id}", ("name", "After"), ("profileType", "Manager"), ("validUntil", "2099-01-31"));
        Assert.Equal("/admin/users", list.Path);
        var staff = await browser.GetJson($"/api/identity/staff/{other.Id}");
        Assert.Equal("After", staff.GetProperty("name").GetString());
        Assert.Equal("Manager", staff.GetProperty("profileType").GetString());
        Assert.Equal("2099-01-31", staff.GetProperty("validUntil").GetString());
    }

    [Fact]
    public async Task Blocking_and_deleting_are_confirmed_first()
    {
        var firm = await host.People.Firm();
        var browser = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator));
        var other = await host.People.Staff(firm, ProfileType.Viewer, name: "Somebody Else");
        var page = await browser.Open($"/admin/users/{other.Id}");
        Assert.NotNull(page.Document.QuerySelector($"dialog#block form[action='/admin/users/{other.Id}/block']"));
        var blocked = await browser.Submit(page, $"/admin/users/{other.Id}/block");
        Assert.Contains("Blocked", blocked.Text, StringComparison.Ordinal);
        page = await browser.Open($"/admin/users/{other.Id}");
        await browser.Submit(page, $"/admin/users/{other.Id}/unblock");
        var deleted = await browser.Submit(page, $"/admin/users/{other.Id}/delete");
        Assert.DoesNotContain("Somebody Else", deleted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_blocks_deletes_or_demotes_themselves()
    {
        var firm = await host.People.Firm();
        var me = await host.People.Staff(firm, ProfileType.Administrator);
        await host.People.Staff(firm, ProfileType.Administrator);
        var browser = await host.People.SignIn(me);
        var answers = new[]
        {
            await browser.Send(HttpMethod.Put, $"/api/identity/staff/{me.Id}/block"),
            await browser.Send(HttpMethod.Delete, $"/api/identity/staff/{me.Id}"),
            await browser.Send(HttpMethod.Put, $"/api/identity/staff/{me.Id}", new { name = me.Name, profileType = "Viewer" }),
            await browser.Send(HttpMethod.Put, $"/api/identity/staff/{me.Id}", new { name = me.Name, profileType = "Administrator", validUntil = "2099-01-01" }),
        };
        foreach (var answer in answers)
            Assert.Equal("not-yourself", await Browser.CodeOf(answer));
        var renamed = await browser.Send(HttpMethod.Put, $"/api/identity/staff/{me.Id}", new { name = "My New Name", profileType = "Administrator" });
        Assert.Equal(HttpStatusCode.NoContent, renamed.StatusCode);
        Assert.Empty((await browser.Open($"/admin/users/{me.Id}")).Document.QuerySelectorAll("dialog"));
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var firm = await host.People.Firm();
        var admin = await host.People.Staff(firm, ProfileType.Administrator);
        await host.People.Staff(firm, ProfileType.Administrator, validUntil: new DateOnly(2099, 1, 1));
        var browser = await host.People.SignIn(await host.People.Staff(firm, ProfileType.DataController));
        var answers = new[]
        {
            await browser.Send(HttpMethod.Put, $"/api/identity/staff/{admin.Id}/block"),
            await browser.Send(HttpMethod.Delete, $"/api/identity/staff/{admin.Id}"),
            await browser.Send(HttpMethod.Put, $"/api/identity/staff/{admin.Id}", new { name = admin.Name, profileType = "Manager" }),
            await browser.Send(HttpMethod.Put, $"/api/identity/staff/{admin.Id}", new { name = admin.Name, profileType = "Administrator", validUntil = "2099-01-01" }),
        };
        foreach (var answer in answers)
            Assert.Equal("last-administrator", await Browser.CodeOf(answer));

        var page = await browser.Submit(await browser.Open($"/admin/users/{admin.Id}"), $"/admin/users/{admin.Id}/block");
        Assert.Contains("no administrator left", Assert.Single(page.Toasts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_administrators_who_shut_each_other_out_at_once_do_not_both_succeed()
    {
        for (var round = 0; round < 5; round++)
        {
            var firm = await host.People.Firm();
            var (one, two) = (await host.People.Staff(firm, ProfileType.Administrator), await host.People.Staff(firm, ProfileType.Administrator));
            var (first, second) = (await host.People.SignIn(one), await host.People.SignIn(two));
            await Task.WhenAll(
                first.Send(HttpMethod.Put, $"/api/identity/staff/{two.Id}/block"),
                second.Send(HttpMethod.Delete, $"/api/identity/staff/{one.Id}"));
            await host.With<IdentityDb>(async db => Assert.True(await db.Memberships.AnyAsync(m => !m.Blocked)), firm.Id);
        }
    }

    [Fact]
    public async Task The_list_searches_filters_sorts_and_pages_in_few_queries()
    {
        var firm = await host.People.Firm();
        var browser = await host.People.SignIn(await host.People.Staff(firm, ProfileType.Administrator, name: "Zoë Admin"));
        for (var i = 0; i < 12; i++)
            await host.People.Staff(firm, i % 2 == 0 ? ProfileType.Viewer : ProfileType.Manager, name: $"Person {i:00}");
        var blocked = (await browser.GetJson("/api/identity/staff?search=person%2003")).GetProperty("items")[0].GetProperty("staffId").GetGuid();
        await browser.Send(HttpMethod.Put, $"/api/identity/staff/{blocked}/block");

        Assert.Equal(13, (await browser.GetJson("/api/identity/staff")).GetProperty("total").GetInt32());
        Assert.Equal(6, (await browser.GetJson("/api/identity/staff?profileType=Viewer")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await browser.GetJson("/api/identity/staff?status=Blocked")).GetProperty("total").GetInt32());
        Assert.Equal(12, (await browser.GetJson("/api/identity/staff?status=active")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await browser.GetJson("/api/identity/staff?search=ZO%C3%8B")).GetProperty("total").GetInt32());

        foreach (var sort in new[] { "name", "-name", "email", "-email", "lastSignIn", "-lastSignIn" })
        {
            var seen = new List<string>();
            for (string? after = null, next = ""; next is not null; after = $"&after={next}")
            {
                var page = await browser.GetJson($"/api/identity/staff?sort={sort}&size=5{after}");
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()!));
                next = page.GetProperty("next").GetString();
            }

            Assert.Equal(13, seen.Distinct().Count());
            Assert.Equal(13, seen.Count);
            if (sort == "-name")
                Assert.Equal("Zoë Admin", seen[0]);
        }

        var queries = await host.Queries.During(() => browser.Open("/admin/users"));
        Assert.InRange(queries.Count, 1, 3);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(HttpMethod.Get, "/api/identity/staff?after=garbage")).StatusCode);
        Assert.DoesNotContain("<html", (await browser.OpenPart("/admin/users?search=person")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_at_one_firm_leaves_the_other_alone()
    {
        var (here, there) = (await host.People.Firm(), await host.People.Firm());
        var person = await host.People.Staff(here, ProfileType.Viewer);
        await host.People.Staff(there, ProfileType.Manager, email: person.Email);
        var admin = await host.People.SignIn(await host.People.Staff(here, ProfileType.Administrator));
        await admin.Send(HttpMethod.Delete, $"/api/identity/staff/{person.Id}");

        var browser = await host.People.SignIn(person);
        Assert.Equal(there.Name, (await browser.GetJson("/api/identity/me")).GetProperty("firmName").GetString());
    }

    private static Task<HttpResponseMessage> Invite(Browser browser, string email, string type) => browser.Send(
        HttpMethod.Post, "/api/identity/staff", new { name = "Somebody", email, profileType = type, language = "en" });
}
