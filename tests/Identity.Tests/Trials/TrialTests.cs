using System.Globalization;
using System.Net;
using Identity.Memberships;
using Identity.Trials;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Testing;

namespace Identity.Tests.Trials;

public sealed class TrialTests(TrialHost host) : IClassFixture<TrialHost>
{
    private const string Nip = "856-734-62-15";
    private static int count;

    [Fact]
    public async Task A_stranger_asks_confirms_the_address_and_is_the_administrator_of_a_new_firm_on_trial()
    {
        var email = NewEmail();
        var browser = host.Browse();
        browser.Headers["Accept-Language"] = "pl";
        var asked = await Ask(browser, email, firmName: "Kancelaria Żuraw", country: "PL", number: Nip, phone: "+48 601-234-567", language: "pl");
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains(email, asked.Text, StringComparison.Ordinal);
        await host.With<IdentityDb>(async db => Assert.False(await db.FirmsEverywhere.AnyAsync(f => f.Name == "Kancelaria Żuraw")));

        var letter = Assert.Single(await host.Letters(email));
        Assert.Equal(("pl", "Operator"), (letter.Language, letter.SenderName));
        Assert.DoesNotContain("Kancelaria", string.Join(' ', letter.Paragraphs), StringComparison.Ordinal);
        var link = letter.Action!.Address.PathAndQuery;
        var start = await browser.Open(link);
        await browser.Open(link);
        Assert.Contains("Kancelaria Żuraw", start.Text, StringComparison.Ordinal);
        var choose = await browser.Submit(start, "/trial/start");
        Assert.StartsWith("/activate?token=", choose.Path, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.Submit(choose, "/activate", ("password", People.Password), ("repeat", People.Password))).Path);

        var me = await browser.GetJson("/api/identity/me");
        Assert.Equal(("Administrator", "Jan Kowal"), (me.GetProperty("profileType").GetString(), me.GetProperty("name").GetString()));
        var firm = await browser.GetJson("/api/identity/firm");
        Assert.Equal("Europe/Warsaw", firm.GetProperty("timeZone").GetString());
        var today = Identity.Firms.Firm.LocalDate(host.Clock.Now, "Europe/Warsaw");
        Assert.Equal(today.AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), firm.GetProperty("trialUntil").GetString());
        Assert.Single(await host.Letters(email));
        await host.With<IdentityDb>(async db =>
        {
            var row = await db.Trials.SingleAsync(t => t.Email == email);
            Assert.Equal(("48601234567", "8567346215", PrivacyNotice.Version), (row.Phone, row.EnterpriseNumber, row.NoticeVersion));
            Assert.NotNull(row.StartedAt);
            Assert.DoesNotContain(link.Split('=')[1], row.TokenHash, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task The_page_says_who_processes_the_data_why_how_long_and_which_rights_there_are()
    {
        var page = await host.Browse().Open("/trial");
        var notice = page.Document.QuerySelector(".privacy-notice")!.TextContent;
        foreach (var told in new[] { "Operator", "1 Test Street", "privacy@operator.example", "24 hours", "article 6(1)(b)", "erasure", "objection", "data protection authority", "Version 1" })
            Assert.Contains(told, notice, StringComparison.Ordinal);
        Assert.Contains("/trial", (await host.Browse().Open("/sign-in")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phone", "12345678")]
    [InlineData("phone", "+32 call me now")]
    [InlineData("phone", "1234567890123456")]
    [InlineData("enterpriseNumber", "8567346216", "PL")]
    [InlineData("enterpriseNumber", "856734621", "PL")]
    [InlineData("enterpriseNumber", "0431.150.351", "BE")]
    [InlineData("enterpriseNumber", "2147.812.701", "BE")]
    [InlineData("enterpriseNumber", "", "NL")]
    [InlineData("country", "US")]
    [InlineData("email", "nobody")]
    [InlineData("firmName", " ")]
    [InlineData("name", "")]
    [InlineData("language", "xx")]
    [InlineData("business", null)]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_kept(string field, string? value, string country = "BE")
    {
        var email = NewEmail();
        var browser = host.Browse();
        var page = await browser.Submit(await browser.Open("/trial"), "/trial", [.. Fields(email, country: country).Where(f => f.Name != field), (field, value)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Single(page.FieldErrors);
        Assert.NotNull(page.Document.QuerySelector($"#field-{field}[aria-invalid=true]"));
        await host.With<IdentityDb>(async db => Assert.False(await db.Trials.AnyAsync(t => t.Email == email)));
    }

    [Theory]
    [InlineData("BE", "0566.988.259")]
    [InlineData("BE", "BE 403.019.261")]
    [InlineData("PL", "PL8567346215")]
    [InlineData("NL", "12345678")]
    public async Task The_ways_in_which_people_write_their_number_are_understood(string country, string number)
    {
        var answer = await host.Browse().Send(HttpMethod.Post, "/api/identity/trials", new
        {
            firmName = "F",
            name = "N",
            email = NewEmail(),
            phone = "0032 (0)470/12.34.56",
            country,
            enterpriseNumber = number,
            language = "nl",
            business = true,
        });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_its_person_confirms_with_the_password_there_is()
    {
        var known = await host.People.Staff(ProfileType.Viewer);
        var (unknownEmail, browser) = (NewEmail(), host.Browse());
        var unknown = await Ask(browser, unknownEmail);
        var same = await Ask(browser, known.Email);
        Assert.Equal(unknown.Text.Replace(unknownEmail, "", StringComparison.Ordinal), same.Text.Replace(known.Email, "", StringComparison.Ordinal));

        var choose = await Start(browser, await LinkFor(known.Email));
        Assert.Single(choose.Document.QuerySelectorAll("main input[type=password]"));
        Assert.Equal("/", (await browser.Submit(choose, "/activate", ("password", known.Password))).Path);
        Assert.Equal(2, (await browser.GetJson("/api/identity/memberships")).GetArrayLength());
    }

    [Fact]
    public async Task Many_clicks_at_once_make_one_firm()
    {
        var email = NewEmail();
        await Ask(host.Browse(), email, firmName: "Only Once");
        var link = await LinkFor(email);
        var browsers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var browser = host.Browse();
            return (Browser: browser, Page: await browser.Open(link));
        }));
        await Task.WhenAll(browsers.Select(b => b.Browser.Submit(b.Page, "/trial/start")));
        await host.With<IdentityDb>(async db => Assert.Equal(1, await db.FirmsEverywhere.CountAsync(f => f.Name == "Only Once")));

        // Nobody chose a password yet: the link still leads there, and no more once somebody did.
        var choose = await Start(host.Browse(), link);
        var last = host.Browse();
        Assert.Equal("/", (await last.Submit(await last.Open(choose.Path), "/activate", ("password", People.Password), ("repeat", People.Password))).Path);
        Assert.Equal(HttpStatusCode.Conflict, (await Start(host.Browse(), link)).Status);
    }

    [Fact]
    public async Task Asking_twice_makes_one_firm_and_so_does_a_colleague_of_the_same_enterprise()
    {
        var (email, colleague, number) = (NewEmail(), NewEmail(), NewNumber());
        await Ask(host.Browse(), email, number: number);
        await Ask(host.Browse(), email, number: NewNumber());
        await Ask(host.Browse(), colleague, number: number);
        var links = (await host.Letters(email)).Select(l => l.Action!.Address.PathAndQuery).ToList();
        Assert.Equal(2, links.Count);
        Assert.StartsWith("/activate", (await Start(host.Browse(), links[1])).Path, StringComparison.Ordinal);
        foreach (var late in new[] { links[0], await LinkFor(colleague) })
        {
            var page = await Start(host.Browse(), late);
            Assert.Equal(HttpStatusCode.Conflict, page.Status);
            Assert.Contains("privacy@operator.example", page.Text, StringComparison.Ordinal);
        }

        await host.With<IdentityDb>(async db => Assert.Equal(1, await db.Trials.CountAsync(t => t.Address == email && t.FirmId != null)));
    }

    [Fact]
    public async Task An_old_and_an_invented_link_look_the_same_and_old_wishes_are_forgotten()
    {
        var email = NewEmail();
        await Ask(host.Browse(), email);
        var link = await LinkFor(email);
        host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.Equal((await host.Browse().Open("/trial/start?token=invented")).Text, (await host.Browse().Open(link)).Text);
        await host.Settle();
        await host.With<IdentityDb>(async db => Assert.False(await db.Trials.AnyAsync(t => t.Email == email)));
    }

    [Fact]
    public async Task Five_mails_an_hour_go_to_one_address_and_the_answer_does_not_tell()
    {
        var (email, browser) = (NewEmail(), host.Browse());
        var first = await Ask(browser, email);
        for (var i = 0; i < 6; i++)
            Assert.Equal(first.Text, (await Ask(browser, email)).Text);
        Assert.Equal(5, (await host.Letters(email)).Count);
    }

    [Fact]
    public async Task After_its_last_day_a_firm_reads_but_changes_nothing_until_the_operator_extends_it()
    {
        await using var own = new TrialHost();
        var email = NewEmail();
        await Ask(own.Browse(), email);
        var link = (await own.Letters(email))[0].Action!.Address.PathAndQuery;
        var browser = own.Browse();
        await browser.Submit(await Start(browser, link), "/activate", ("password", People.Password), ("repeat", People.Password));
        Assert.Contains(": 14.", (await browser.Open("/settings/firm")).Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/trial/left", (await browser.Open("/")).Html, StringComparison.Ordinal);

        own.Clock.Advance(TimeSpan.FromDays(15));
        await SignIn(browser, email);
        var settings = await browser.Open("/settings/firm");
        Assert.Equal(HttpStatusCode.OK, settings.Status);
        Assert.Contains("privacy@operator.example", settings.Document.QuerySelector(".notice.tone-danger")!.TextContent, StringComparison.Ordinal);
        var refused = await browser.Send(HttpMethod.Post, "/api/identity/staff", new { name = "X", email = "x@test.example", profileType = "Viewer", language = "en" });
        Assert.Equal((HttpStatusCode.Forbidden, "trial-ended"), (refused.StatusCode, await Browser.CodeOf(refused)));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Submit(settings, "/settings/firm", ("name", "Other"))).Status);

        var output = new StringWriter();
        var day = Identity.Firms.Firm.LocalDate(own.Clock.Now, "Europe/Brussels");
        Assert.Equal(0, await own.Services.ExtendTrial(email, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), output));
        Assert.Equal("/settings/firm", (await browser.Submit(settings, "/settings/firm", ("name", "Other"))).Path);
        Assert.Equal(0, await own.Services.ExtendTrial(email, "never", output));
        own.Clock.Advance(TimeSpan.FromDays(400));
        await SignIn(browser, email);
        Assert.Equal("/settings/firm", (await browser.Submit(await browser.Open("/settings/firm"), "/settings/firm", ("name", "Stays"))).Path);
        Assert.Empty((await browser.Open("/settings/firm")).Document.QuerySelectorAll("main .notice"));

        Assert.Equal(1, await own.Services.ExtendTrial(email, "2027-01-01", output));
        Assert.Equal(1, await own.Services.ExtendTrial("nobody@test.example", "2027-01-01", output));
        Assert.Equal(1, await own.Services.ExtendTrial(email, "soon", output));
    }

    [Fact]
    public async Task What_is_a_persons_own_stays_possible_after_the_trial()
    {
        await using var own = new TrialHost();
        var firm = await own.People.Firm();
        var person = await own.People.Staff(firm, ProfileType.Viewer);
        await own.With<IdentityDb>(async db =>
        {
            (await db.FirmsEverywhere.SingleAsync(f => f.Id == firm.Id)).TryUntil(new DateOnly(2026, 1, 31));
            await db.SaveChangesAsync();
        });
        var browser = await own.People.SignIn(person);
        var me = await browser.Open("/me");
        Assert.Equal(HttpStatusCode.OK, me.Status);
        var changed = await browser.Send(HttpMethod.Put, "/api/identity/me/password", new { current = person.Password, password = "Nine-otters-under-oak" });
        Assert.NotEqual("trial-ended", await Browser.CodeOf(changed));
        Assert.Equal("/sign-in", (await browser.Submit(me, "/sign-out")).Path);
    }

    [Fact]
    public async Task Without_an_offer_there_is_no_page_and_no_link_to_it()
    {
        await using var own = new TestHost();
        Assert.Equal(HttpStatusCode.NotFound, (await own.Browse().Open("/trial")).Status);
        Assert.DoesNotContain("/trial", (await own.Browse().Open("/sign-in")).Html, StringComparison.Ordinal);
        var answer = await own.Browse().Send(HttpMethod.Post, "/api/identity/trials", new
        {
            firmName = "F",
            name = "N",
            email = "n@test.example",
            phone = "123456789",
            country = "NL",
            enterpriseNumber = "12345678",
            language = "en",
            business = true,
        });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("14", "", "1 Test Street", "privacy@operator.example", "Operator__Name")]
    [InlineData("14", "Operator", " ", "privacy@operator.example", "Operator__Address")]
    [InlineData("14", "Operator", "1 Test Street", "nobody", "Operator__PrivacyEmail")]
    [InlineData("two weeks", "Operator", "1 Test Street", "privacy@operator.example", "two weeks")]
    [InlineData("-1", "Operator", "1 Test Street", "privacy@operator.example", "-1")]
    public void An_offer_is_refused_that_does_not_say_who_makes_it_and_for_how_long(string days, string name, string address, string email, string told)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Trial:Days"] = days,
            ["Operator:Name"] = name,
            ["Operator:Address"] = address,
            ["Operator:PrivacyEmail"] = email,
        }).Build();
        Assert.Contains(told, Assert.Throws<InvalidOperationException>(() => new TrialOffer(settings)).Message, StringComparison.Ordinal);
    }

    private static string NewEmail() => $"trial{Interlocked.Increment(ref count)}@test.example";

    /// <summary>A Dutch one: no check digits, so each test has its own.</summary>
    private static string NewNumber() => $"{20_000_000 + Interlocked.Increment(ref count)}";

    private static (string Name, string? Value)[] Fields(
        string email, string firmName = "Test Firm", string country = "NL", string? number = null, string phone = "020 123 45 67", string language = "en") =>
    [
        ("firmName", firmName), ("name", "Jan Kowal"), ("email", email), ("phone", phone), ("country", country),
        ("enterpriseNumber", number ?? (country == "BE" ? "0566.988.259" : country == "PL" ? Nip : NewNumber())), ("language", language), ("business", "true"),
    ];

    private static async Task<WebPage> Ask(
        Browser browser, string email, string firmName = "Test Firm", string country = "NL", string? number = null, string phone = "020 123 45 67", string language = "en") =>
        await browser.Submit(await browser.Open("/trial"), "/trial", Fields(email, firmName, country, number, phone, language));

    private static async Task<WebPage> Start(Browser browser, string link)
    {
        var page = await browser.Open(link);
        return await browser.Submit(page, "/trial/start");
    }

    private static async Task SignIn(Browser browser, string email) => Assert.True(
        (await browser.Send(HttpMethod.Post, "/api/identity/session", new { email, password = People.Password })).IsSuccessStatusCode);

    private async Task<string> LinkFor(string email) => (await host.Letters(email))[0].Action!.Address.PathAndQuery;
}

/// <summary>A host whose operator offers fourteen days.</summary>
public sealed class TrialHost : TestHost
{
    public TrialHost() => Settings = new()
    {
        ["Trial:Days"] = "14",
        ["Operator:Name"] = "Operator",
        ["Operator:Address"] = "1 Test Street, Testham",
        ["Operator:PrivacyEmail"] = "privacy@operator.example",
    };
}
