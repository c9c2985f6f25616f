using System.Net;
using Identity.Memberships;
using Testing;

namespace Identity.Tests.Links;

public sealed class PasswordTests(TestHost host) : IClassFixture<TestHost>
{
    private const string NewPassword = "Nine-otters-under-oak";

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_mail_and_ends_every_session()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        var elsewhere = await host.People.SignIn(person);
        var browser = host.Browse();
        var asked = await browser.Submit(await browser.Open("/forgot-password"), "/forgot-password", ("email", person.Email));
        Assert.Contains(person.Email, asked.Text, StringComparison.Ordinal);

        var link = await LinkFor(person.Email);
        var page = await browser.Open(link);
        await browser.Open(link);
        var done = await browser.Submit(page, "/reset-password", ("password", NewPassword), ("repeat", NewPassword));
        Assert.Equal("/sign-in", done.Path);
        Assert.Single(done.Toasts);

        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        await host.People.SignIn(person with { Password = NewPassword });
        Assert.Contains("changed", (await host.Letters(person.Email))[0].Subject, StringComparison.Ordinal);
        Assert.Equal("link-closed", await Browser.CodeOf(await Reset(link)));
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer_and_only_one_a_mail()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        var browser = host.Browse();
        var known = await browser.Submit(await browser.Open("/forgot-password"), "/forgot-password", ("email", person.Email));
        var unknown = await browser.Submit(await browser.Open("/forgot-password"), "/forgot-password", ("email", "nobody@test.example"));
        Assert.Equal(known.Status, unknown.Status);
        Assert.Equal(known.Text.Replace(person.Email, "X", StringComparison.Ordinal), unknown.Text.Replace("nobody@test.example", "X", StringComparison.Ordinal));
        Assert.Single(await host.Letters(person.Email));
        Assert.Empty(await host.Letters("nobody@test.example"));
    }

    [Fact]
    public async Task A_reset_link_lives_an_hour_and_a_newer_one_kills_it()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        await Ask(person.Email);
        var first = await LinkFor(person.Email);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await Ask(person.Email);
        var second = await LinkFor(person.Email);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.Conflict, (await Reset(first)).StatusCode);

        host.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Conflict, (await Reset(second)).StatusCode);
        Assert.Contains("no longer works", (await host.Browse().Open(second)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_link_activates_nothing_and_an_activation_link_resets_nothing()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        await Ask(person.Email);
        var token = (await LinkFor(person.Email)).Split("token=")[1];
        var answer = await host.Browse().Send(HttpMethod.Post, "/api/identity/activations", new { token, password = NewPassword });
        Assert.Equal("link-closed", await Browser.CodeOf(answer));
    }

    [Fact]
    public async Task Five_reset_mails_an_hour_are_enough()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        for (var i = 0; i < 8; i++)
            await Ask(person.Email);
        Assert.Equal(5, (await host.Letters(person.Email)).Count);
    }

    [Fact]
    public async Task Changing_the_password_needs_the_present_one_and_ends_the_other_sessions()
    {
        var person = await host.People.Staff(ProfileType.Viewer, "nl");
        var elsewhere = await host.People.SignIn(person);
        var browser = await host.People.SignIn(person);
        var page = await browser.Open("/me");

        var refused = await browser.Submit(page, "/me/password", ("currentPassword", "something-else-entirely"), ("password", NewPassword), ("repeat", NewPassword));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.FieldErrors);
        var differs = await browser.Submit(page, "/me/password", ("currentPassword", person.Password), ("password", NewPassword), ("repeat", NewPassword + "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, differs.Status);

        var done = await browser.Submit(page, "/me/password", ("currentPassword", person.Password), ("password", NewPassword), ("repeat", NewPassword));
        Assert.Equal("/me", done.Path);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
        Assert.Equal("nl", (await host.Letters(person.Email))[0].Language);
        await host.People.SignIn(person with { Password = NewPassword });
    }

    private Task<HttpResponseMessage> Ask(string email) => host.Browse().Send(HttpMethod.Post, "/api/identity/password-resets", new { email });

    private async Task<string> LinkFor(string email) => (await host.Letters(email))[0].Action!.Address.PathAndQuery;

    private Task<HttpResponseMessage> Reset(string link) => host.Browse().Send(
        HttpMethod.Put, "/api/identity/password-resets", new { token = link.Split("token=")[1], password = NewPassword });
}
