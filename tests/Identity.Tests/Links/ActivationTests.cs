using System.Net;
using Identity.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Identity.Tests.Links;

public sealed class ActivationTests(TestHost host) : IClassFixture<TestHost>
{
    private const string NewPassword = "Nine-otters-under-oak";

    [Fact]
    public async Task An_invited_user_chooses_a_password_and_is_in()
    {
        var (_, link) = await Invite("newcomer@test.example", "fr");
        var browser = host.Browse();
        browser.Headers["Accept-Language"] = "en";

        var page = await browser.Open(link);
        Assert.Contains("newcomer@test.example", page.Text, StringComparison.Ordinal);
        await browser.Open(link);
        var home = await browser.Submit(page, "/activate", ("password", NewPassword), ("repeat", NewPassword));
        Assert.Equal("/", home.Path);

        var me = await browser.GetJson("/api/identity/me");
        Assert.Equal("Viewer", me.GetProperty("profileType").GetString());
        Assert.Equal("fr", me.GetProperty("language").GetString());
    }

    [Fact]
    public async Task The_letter_is_in_the_readers_language_and_names_the_firm_and_who_invited()
    {
        var (admin, _) = await Invite("pani@test.example", "pl");
        var letter = (await host.Letters("pani@test.example"))[0];
        Assert.Equal("pl", letter.Language);
        Assert.Contains("zaprasza", string.Join(' ', letter.Paragraphs), StringComparison.Ordinal);
        Assert.Contains(admin.Name, string.Join(' ', letter.Paragraphs), StringComparison.Ordinal);
        Assert.StartsWith("http://localhost/activate?token=", letter.Action!.Address.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(admin.Password, string.Join(' ', letter.Paragraphs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_uses_at_once_are_one_success()
    {
        var (_, link) = await Invite("race@test.example");
        var token = TokenOf(link);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.Browse()
            .Send(HttpMethod.Post, "/api/identity/activations", new { token, password = $"{NewPassword}-{i}" })));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(99, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_used_an_old_and_an_invented_link_look_the_same()
    {
        var (_, used) = await Invite("used@test.example");
        await host.Browse().Send(HttpMethod.Post, "/api/identity/activations", new { token = TokenOf(used), password = NewPassword });
        var (_, old) = await Invite("old@test.example");
        host.Clock.Advance(TimeSpan.FromHours(72) + TimeSpan.FromSeconds(1));

        var texts = new List<string>();
        foreach (var link in new[] { used, old, "/activate?token=invented", "/activate" })
            texts.Add((await host.Browse().Open(link)).Text);
        Assert.Single(texts.Distinct());
        var late = await host.Browse().Send(HttpMethod.Post, "/api/identity/activations", new { token = TokenOf(old), password = NewPassword });
        Assert.Equal("link-closed", await Browser.CodeOf(late));
    }

    [Fact]
    public async Task A_newer_link_kills_the_older_one()
    {
        var (admin, older) = await Invite("twice@test.example");
        var browser = await host.People.SignIn(admin);
        var list = await browser.Open("/admin/users?search=twice");
        var id = (await browser.GetJson("/api/identity/staff?search=twice")).GetProperty("items")[0].GetProperty("staffId").GetGuid();
        var again = await browser.Submit(list, $"/admin/users/{id}/activation-mails");
        Assert.Contains("twice@test.example", Assert.Single(again.Toasts), StringComparison.Ordinal);

        var newer = await LinkFor("twice@test.example");
        Assert.NotEqual(older, newer);
        Assert.Equal(HttpStatusCode.Conflict, await Use(older));
        Assert.Equal(HttpStatusCode.NoContent, await Use(newer));
        Assert.Equal("already-active", await Browser.CodeOf(await browser.Send(HttpMethod.Post, $"/api/identity/staff/{id}/activation-mails")));
    }

    [Fact]
    public async Task Only_five_mails_an_hour_go_to_one_address()
    {
        var (admin, _) = await Invite("flood@test.example");
        var browser = await host.People.SignIn(admin);
        var id = (await browser.GetJson("/api/identity/staff?search=flood")).GetProperty("items")[0].GetProperty("staffId").GetGuid();
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await browser.Send(HttpMethod.Post, $"/api/identity/staff/{id}/activation-mails")).StatusCode);

        var sixth = await browser.Send(HttpMethod.Post, $"/api/identity/staff/{id}/activation-mails");
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Equal(5, (await host.Letters("flood@test.example")).Count);
        Assert.Equal(HttpStatusCode.NoContent, await Use(await LinkFor("flood@test.example")));

        host.Clock.Advance(TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task Only_fifty_mails_an_hour_go_out_for_one_firm()
    {
        var admin = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        for (var i = 0; i < 50; i++)
            Assert.Equal(HttpStatusCode.Created, (await InviteBy(admin, $"mass{i}@test.example")).StatusCode);
        var next = await InviteBy(admin, "mass50@test.example");
        Assert.Equal("too-many-mails", await Browser.CodeOf(next));
        host.Clock.Advance(TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task Somebody_with_a_password_from_another_firm_confirms_with_it()
    {
        var elsewhere = await host.People.Staff(ProfileType.Viewer);
        var (_, link) = await Invite(elsewhere.Email);

        var stranger = host.Browse();
        var page = await stranger.Open(link);
        Assert.Single(page.Document.QuerySelectorAll("main input[type=password]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.Submit(page, "/activate", ("password", "not-my-password-at-all"))).Status);
        Assert.Equal("/", (await stranger.Submit(page, "/activate", ("password", elsewhere.Password))).Path);
        Assert.Equal(2, (await stranger.GetJson("/api/identity/memberships")).GetArrayLength());
        await host.People.SignIn(elsewhere);
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_already_confirms_with_a_click()
    {
        var elsewhere = await host.People.Staff(ProfileType.Viewer);
        var (_, link) = await Invite(elsewhere.Email);
        var browser = await host.People.SignIn(elsewhere);
        var page = await browser.Open(link);
        Assert.Empty(page.Document.QuerySelectorAll("main input[type=password]"));
        Assert.Equal("/", (await browser.Submit(page, "/activate")).Path);
        Assert.Equal(2, (await browser.GetJson("/api/identity/memberships")).GetArrayLength());
    }

    [Fact]
    public async Task A_blocked_invitation_opens_nothing()
    {
        var (admin, link) = await Invite("shut@test.example");
        var browser = await host.People.SignIn(admin);
        var id = (await browser.GetJson("/api/identity/staff?search=shut")).GetProperty("items")[0].GetProperty("staffId").GetGuid();
        await browser.Send(HttpMethod.Put, $"/api/identity/staff/{id}/block");
        Assert.Equal(HttpStatusCode.Conflict, await Use(link));
    }

    [Fact]
    public async Task Only_the_hash_of_a_link_is_stored()
    {
        var (_, link) = await Invite("hash@test.example");
        var token = TokenOf(link);
        Assert.Equal(43, token.Length);
        await host.With<IdentityDb>(async db =>
        {
            var row = await db.LinksEverywhere.SingleAsync(l => l.Address == "hash@test.example");
            Assert.Equal(Identity.Links.Link.Hash(token), row.TokenHash);
            Assert.DoesNotContain(token, row.TokenHash, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("short", "Password_TooShort")]
    [InlineData("passwordpassword", "Password_Common")]
    [InlineData("weak-person-77@test.example", "Password_Own")]
    public async Task A_weak_password_is_refused_and_the_link_stays_open(string password, string why)
    {
        var (_, link) = await Invite($"weak-person-77@test.example-{why}.example".Replace('_', '-').Replace("@test.example-", "@").ToLowerInvariant());
        var browser = host.Browse();
        var refused = await browser.Submit(await browser.Open(link), "/activate", ("password", password), ("repeat", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.FieldErrors);
        Assert.Equal(HttpStatusCode.NoContent, await Use(link));
    }

    [Fact]
    public async Task The_others_hear_of_each_step_with_growing_versions()
    {
        await using var own = new TestHost();
        var firm = await own.People.Firm();
        var admin = await own.People.SignIn(await own.People.Staff(firm, ProfileType.Administrator));
        await InviteBy(admin, "steps@test.example");
        var invited = await Announced(own);
        Assert.True(invited.Active);
        Assert.False(invited.SeesWholeFirm);
        Assert.Equal(1, invited.Version);

        await admin.Send(HttpMethod.Put, $"/api/identity/staff/{invited.StaffId}/block");
        Assert.False((await Announced(own)).Active);
        await admin.Send(HttpMethod.Delete, $"/api/identity/staff/{invited.StaffId}");
        var deleted = await Announced(own);
        Assert.True(deleted.Deleted);
        Assert.Equal(3, deleted.Version);
    }

    private static async Task<StaffUserChanged> Announced(TestHost own)
    {
        var body = await own.With<IdentityDb, string>(db => db.Outbox
            .Where(m => m.Name == StaffUserChanged.Name).OrderByDescending(m => m.Id).Select(m => m.Body).FirstAsync());
        await own.Settle();
        return System.Text.Json.JsonSerializer.Deserialize<StaffUserChanged>(body, System.Text.Json.JsonSerializerOptions.Web)!;
    }

    private async Task<(TestPerson Admin, string Link)> Invite(string email, string language = "en")
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var created = await InviteBy(await host.People.SignIn(admin), email, language);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (admin, await LinkFor(email));
    }

    private static Task<HttpResponseMessage> InviteBy(Browser admin, string email, string language = "en") => admin.Send(
        HttpMethod.Post, "/api/identity/staff", new { name = "New Comer", email, profileType = "Viewer", language });

    private async Task<string> LinkFor(string email) => (await host.Letters(email))[0].Action!.Address.PathAndQuery;

    private async Task<HttpStatusCode> Use(string link) => (await host.Browse().Send(
        HttpMethod.Post, "/api/identity/activations", new { token = TokenOf(link), password = NewPassword })).StatusCode;

    private static string TokenOf(string link) => link.Split("token=")[1];
}
