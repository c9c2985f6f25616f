using System.Net;
using Identity.Memberships;
using Testing;

namespace Identity.Tests.SignIns;

public sealed class SignInTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Whoever_is_not_signed_in_is_sent_to_sign_in_and_then_to_where_they_wanted()
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var browser = host.Browse();

        var signIn = await browser.Open("/admin/users?status=Active");
        Assert.Equal("/sign-in?return=%2Fadmin%2Fusers%3Fstatus%3DActive", signIn.Path);
        var users = await browser.Submit(signIn, "/sign-in", ("email", admin.Email), ("password", admin.Password));
        Assert.Equal("/admin/users?status=Active", users.Path);
        Assert.Contains(admin.Email, users.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\tevil")]
    public async Task An_address_elsewhere_is_no_way_back(string address)
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var browser = host.Browse();
        var signIn = await browser.Open("/sign-in");
        var home = await browser.Submit(signIn, "/sign-in", ("email", admin.Email), ("password", admin.Password), ("return", address));
        Assert.Equal("/", home.Path);
        Assert.Equal("/", (await browser.Open($"/sign-in?return={Uri.EscapeDataString(address)}")).Path);
    }

    [Fact]
    public async Task Signing_out_closes_every_door()
    {
        var browser = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        var home = await browser.Open("/");
        var out_ = await browser.Submit(home, "/sign-out");
        Assert.Equal("/sign-in", out_.Path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
    }

    [Fact]
    public async Task The_api_signs_in_and_out_with_a_cookie()
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var browser = host.Browse();
        var answer = await browser.Send(HttpMethod.Post, "/api/identity/session", new { email = admin.Email.ToUpperInvariant(), password = admin.Password });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(admin.Email, (await browser.GetJson("/api/identity/me")).GetProperty("email").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Send(HttpMethod.Delete, "/api/identity/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Send(HttpMethod.Get, "/api/identity/me")).StatusCode);
    }

    [Fact]
    public async Task Unknown_wrong_and_locked_get_one_and_the_same_answer()
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var browser = host.Browse();
        var answers = new List<string>();
        foreach (var (email, password) in new[] { (admin.Email, "wrong"), ("nobody@test.example", "wrong"), ("no address", "wrong") })
        {
            for (var i = 0; i < 7; i++)
                answers.Add(await Shape(await browser.Send(HttpMethod.Post, "/api/identity/session", new { email, password })));
        }

        Assert.Single(answers.Distinct());
        Assert.StartsWith("401", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_tries_even_the_right_password_waits_a_minute()
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var browser = host.Browse();
        for (var i = 0; i < 5; i++)
            await browser.Send(HttpMethod.Post, "/api/identity/session", new { email = admin.Email, password = "wrong" });
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(browser, admin));

        host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.NoContent, await Try(browser, admin));
        Assert.Equal(HttpStatusCode.NoContent, await Try(browser, admin));
    }

    [Fact]
    public async Task A_hundred_guesses_at_once_are_five_guesses()
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var browser = host.Browse();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            browser.Send(HttpMethod.Post, "/api/identity/session", new { email = admin.Email, password = "wrong" })));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(browser, admin));
        var hash = Identity.SignIns.SignInTries.Hash(admin.Email);
        await host.With<IdentityDb>(async db => Assert.Equal(5, (await db.SignInTries.FindAsync(hash))!.Count));
    }

    [Fact]
    public async Task A_refused_form_keeps_the_address_but_not_the_password()
    {
        var browser = host.Browse();
        var page = await browser.Submit(await browser.Open("/sign-in"), "/sign-in", ("email", "a@b.example"), ("password", "hunter2-hunter2-hunter2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("a@b.example", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page.Html, StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelectorAll("[role=alert]"));
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_of_rest_and_after_twelve_hours_at_all()
    {
        var admin = await host.People.Staff(ProfileType.Administrator);
        var rested = await host.People.SignIn(admin);
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("/sign-in?return=%2Fme", (await rested.Open("/me")).Path);

        var busy = await host.People.SignIn(admin);
        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal("/me", (await busy.Open("/me")).Path);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.NotEqual("/me", (await busy.Open("/me")).Path);
    }

    [Fact]
    public async Task A_request_asks_once_who_is_asking()
    {
        var browser = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        await browser.Open("/settings/profile-types");
        var queries = await host.Queries.During(() => browser.Open("/settings/profile-types"));
        Assert.Single(queries);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var browser = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        foreach (var path in new[] { "/sign-out", "/me", $"/memberships/{Guid.NewGuid()}", $"/admin/users/{Guid.NewGuid()}/delete" })
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(HttpMethod.Post, path)).StatusCode);
    }

    [Fact]
    public async Task Sign_in_is_the_same_in_four_languages()
    {
        foreach (var (language, title) in new[] { ("en", "Sign in"), ("fr", "Se connecter"), ("nl", "Aanmelden"), ("pl", "Zaloguj się") })
        {
            var browser = host.Browse();
            browser.Headers["Accept-Language"] = language;
            Assert.Equal(title, (await browser.Open("/sign-in")).Document.QuerySelector("h1")!.TextContent);
        }
    }

    private static async Task<HttpStatusCode> Try(Browser browser, TestPerson person) =>
        (await browser.Send(HttpMethod.Post, "/api/identity/session", new { email = person.Email, password = person.Password })).StatusCode;

    private static async Task<string> Shape(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "")}";
    }
}

public sealed class NetworkLimitTests
{
    [Fact]
    public async Task One_network_may_try_only_so_often()
    {
        await using var host = new TestHost { Settings = { ["Identity:TriesPerMinute"] = "3" } };
        var browser = host.Browse();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await Try(browser, i)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(browser, 4)).StatusCode);
    }

    private static Task<HttpResponseMessage> Try(Browser browser, int number) =>
        browser.Send(HttpMethod.Post, "/api/identity/session", new { email = $"a{number}@test.example", password = "wrong" });
}
