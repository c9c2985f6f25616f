using System.Net;
using System.Text.Json;
using Engagements.MailTemplates;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Mail;
using SharedKernel.Web;
using Testing;

namespace Engagements.Tests.MailTemplates;

public sealed class MailTemplatePages(House house) : IClassFixture<House>
{
    private const string List = "/api/engagements/mail-templates";
    private const string Request = $"{List}/request-connect/fr";

    [Fact]
    public async Task Every_default_in_every_language_keeps_to_the_rules_that_a_firms_own_words_must_keep_to()
    {
        var kinds = house.Host.Services.GetServices<MailKind>().ToList();
        Assert.Equal(
            [
                "connector-trouble", "invitation-contact", "invitation-staff", "password-changed", "password-reset", "refresh-failed", "request-connect", "request-reminder",
                "request-repair", "request-upload",
            ],
            kinds.Select(k => k.Code).Order(StringComparer.Ordinal));
        foreach (var kind in kinds)
        {
            foreach (var (language, _) in Languages.All)
            {
                await using var scope = house.Host.Services.CreateAsyncScope();
                var words = kind.Words(scope.ServiceProvider);
                var text = Languages.In(language, () => kind.Default(words));
                Assert.True(!MailFaults.In(text, kind).Any(), $"{kind.Code} in {language}: {string.Join(", ", MailFaults.In(text, kind))}");
                Assert.InRange(text.Subject.Length, 5, MailTemplate.LongestSubject);
                string[] keys = [kind.Title, kind.Button, kind.Subject.Key, .. kind.Body.Select(p => p.Key), .. kind.Placeholders.Select(p => p.Sample)];
                Assert.All(keys, key => Assert.False(Languages.In(language, () => words[key].ResourceNotFound), $"{key} is missing in {language}"));
            }
        }
    }

    [Fact]
    public async Task A_firms_own_words_are_sent_in_that_language_with_the_values_filled_in()
    {
        var firm = await house.NewFirm();
        var (subject, body) = ("Vos chiffres pour {{Firm}}", "Cher {{Contact}},\r\n\r\nIl nous faut {{Data}} de {{Engagement}}.\r\nMerci, {{Sender}} ({{Firm}})");

        Assert.Equal(HttpStatusCode.NoContent, (await Put(firm.Admin, Request, subject, body, "0")).StatusCode);

        var letter = await AskFor(firm, "fr");
        Assert.Equal($"Vos chiffres pour {firm.Name}", letter.Subject);
        Assert.Equal(["Cher Eva Maes,", $"Il nous faut les données financières et le détail des dépenses de Annual accounts.\nMerci, Administrator ({firm.Name})"], letter.Paragraphs);
        Assert.StartsWith("/requests/", letter.Action!.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("Il nous faut", string.Join(' ', (await AskFor(firm, "nl")).Paragraphs), StringComparison.Ordinal);
        var stored = await Stored(firm);
        Assert.Equal(("request-connect", "fr", subject, 1L, "Administrator"), (stored.Kind, stored.Language, stored.Subject, stored.Version, stored.ChangedByName));
    }

    [Fact]
    public async Task Words_of_one_firm_are_not_those_of_another()
    {
        var (firm, other) = (await house.NewFirm(), await house.NewFirm());
        await Put(firm.Admin, Request, "Only here {{Firm}}", "{{Firm}} {{Data}}", "0");

        Assert.DoesNotContain("Only here", (await AskFor(other, "fr")).Subject, StringComparison.Ordinal);
        Assert.False((await other.Admin.Json(Request)).GetProperty("own").GetBoolean());
        Assert.Equal("0", (await other.Admin.Json(Request)).GetProperty("form").GetProperty("version").GetString());
    }

    [Fact]
    public async Task An_invitation_that_Identity_sends_has_the_firms_words_too()
    {
        var firm = await house.NewFirm();
        await Put(firm.Admin, $"{List}/invitation-contact/nl", "Welkom bij {{Firm}}", "Dag {{Name}}, hier is uw toegang tot {{Firm}}.", "0");
        var customer = await firm.Customer("Brouwerij");

        await firm.Contact(customer, "welcome@customer.test");

        var letter = Assert.Single(await house.Host.Letters("welcome@customer.test"));
        Assert.Equal(($"Welkom bij {firm.Name}", "/activate"), (letter.Subject, letter.Action!.Address.AbsolutePath));
        Assert.Equal([$"Dag Eva Maes, hier is uw toegang tot {firm.Name}."], letter.Paragraphs);
    }

    [Theory]
    [InlineData("S", "{{Firm}} {{Data}}\nand {{Firma}}", "body", "Line 2: {{Firma}} is no placeholder")]
    [InlineData("S {{Data}} {{Body}}", "{{Firm}} {{Data}}", "subject", "Line 1: {{Body}} is no placeholder")]
    [InlineData("S", "{{Firm}} {{Data}}\n\nand {{Firm", "body", "Line 3: a placeholder is not closed: and {{Firm")]
    [InlineData("S", "Only {{Firm}}", "body", "{{Data}} must stand somewhere")]
    [InlineData("S\r\nBcc: all@evil.test", "{{Firm}} {{Data}}", "subject", "The subject is one line.")]
    [InlineData("", "{{Firm}} {{Data}}", "subject", "Write a subject.")]
    [InlineData("S", " ", "body", "Write the text")]
    public async Task What_is_wrong_with_a_text_is_named_with_its_place(string subject, string body, string field, string complaint)
    {
        var firm = await house.NewFirm();

        var answer = await Put(firm.Admin, Request, subject, body, "0");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Contains(problem.GetProperty("errors").GetProperty(field).EnumerateArray(), e => e.GetString()!.Contains(complaint, StringComparison.Ordinal));
        Assert.False((await firm.Admin.Json(Request)).GetProperty("own").GetBoolean());
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused()
    {
        var firm = await house.NewFirm();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Put(firm.Admin, Request, new string('s', 151), "{{Firm}} {{Data}}", "0")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Put(firm.Admin, Request, "S", "{{Firm}} {{Data}}" + new string('b', 5_000), "0")).StatusCode);
    }

    [Fact]
    public async Task Values_are_text_and_never_placeholders_or_headers_again()
    {
        var text = new MailText("To {{Name}}", "Dear {{Name}}").With(new Dictionary<string, string> { ["Name"] = "{{Name}}\r\nBcc: all@evil.test <b>" });

        Assert.Equal("To {{Name}} Bcc: all@evil.test <b>", text.Subject);
        Assert.Equal(["Dear {{Name}} Bcc: all@evil.test <b>"], text.Paragraphs);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Of_two_who_edit_at_once_the_second_sees_what_the_first_saved()
    {
        var firm = await house.NewFirm();
        var page = await firm.Admin.Page("/settings/mail-templates/request-connect/fr");
        await Put(firm.Admin, Request, "First", "{{Firm}} {{Data}} one", "0");

        var stale = await firm.Admin.Submit(page, "/settings/mail-templates/request-connect/fr", ("subject", "Second"), ("body", "{{Firm}} {{Data}} two"));

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var shown = await Client.Read(stale);
        Assert.Contains("First", shown.Body!.TextContent);
        Assert.Equal("First", (await Stored(firm)).Subject);

        var again = await firm.Admin.Submit(shown, "/settings/mail-templates/request-connect/fr");
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal(("Second", 2L), ((await Stored(firm)).Subject, (await Stored(firm)).Version));
    }

    [Fact]
    public async Task Of_many_who_save_at_once_one_wins()
    {
        var firm = await house.NewFirm();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Put(firm.Admin, Request, $"Subject {i}", "{{Firm}} {{Data}}", "0")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, (await Stored(firm)).Version);
    }

    [Fact]
    public async Task A_reset_returns_to_the_default_twice_is_harmless_and_an_older_form_stays_refused()
    {
        var firm = await house.NewFirm();
        var before = await AskFor(firm, "fr");
        await Put(firm.Admin, Request, "Own", "{{Firm}} {{Data}}", "0");

        var reset = await firm.Admin.Submit("/settings/mail-templates/request-connect/fr", "/settings/mail-templates/request-connect/fr/reset");
        var again = await firm.Admin.Send(HttpMethod.Delete, Request);

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.NoContent), (reset.StatusCode, again.StatusCode));
        Assert.Equal(before.Subject, (await AskFor(firm, "fr")).Subject);
        Assert.Equal((null, 2L), ((await Stored(firm)).Subject, (await Stored(firm)).Version));
        Assert.Equal(HttpStatusCode.Conflict, (await Put(firm.Admin, Request, "Old form", "{{Firm}} {{Data}}", "1")).StatusCode);
    }

    [Fact]
    public async Task The_preview_shows_sample_values_in_the_mails_language_and_saves_nothing()
    {
        var firm = await house.NewFirm();
        var page = await firm.Admin.Page("/settings/mail-templates/request-connect/fr");

        var preview = await Client.Read(await firm.Admin.Submit(
            page, "/settings/mail-templates/request-connect/fr", "/settings/mail-templates/request-connect/fr/preview", ("subject", "De {{Firm}}"), ("body", "{{Data}}, {{Typo}}\n\n<script>")));

        var shown = preview.QuerySelector(".mail-preview")!;
        Assert.Equal($"De {firm.Name}", shown.QuerySelector(".mail-subject")!.TextContent);
        Assert.Equal(["les données financières, {{Typo}}", "<script>"], shown.QuerySelectorAll("p").Select(p => p.TextContent));
        Assert.Equal("Ouvrir la demande", shown.QuerySelector(".btn")!.TextContent);
        Assert.False((await firm.Admin.Json(Request)).GetProperty("own").GetBoolean());
    }

    [Fact]
    public async Task Mails_on_which_an_accounts_safety_rests_are_shown_but_fixed()
    {
        var firm = await house.NewFirm();

        var answer = await Put(firm.Admin, $"{List}/password-reset/en", "Hello", "{{Email}}", "0");

        Assert.Equal((HttpStatusCode.Conflict, "mail-is-fixed"), (answer.StatusCode, await Browser.CodeOf(answer)));
        var page = await firm.Admin.Page("/settings/mail-templates/password-reset/en");
        Assert.Contains("Choose a new password", page.Body!.TextContent);
        Assert.Empty(page.QuerySelectorAll("textarea"));
    }

    [Fact]
    public async Task Only_who_manages_settings_gets_there_and_unknown_mails_are_not_found()
    {
        var firm = await house.NewFirm();
        foreach (var type in Enum.GetValues<ProfileType>().Where(t => t is not ProfileType.Administrator))
        {
            var may = await firm[type.ToString()].Status(List) == HttpStatusCode.OK;
            var expected = may ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden;
            Assert.Equal(expected, (await firm[type.ToString()].Send(HttpMethod.Delete, Request)).StatusCode);
            Assert.Equal(may, await firm[type.ToString()].Status("/settings/mail-templates") == HttpStatusCode.OK);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await Put(firm["Viewer"], Request, "S", "{{Firm}} {{Data}}", "0")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await firm.Admin.Status($"{List}/no-such-mail/fr"));
        Assert.Equal(HttpStatusCode.NotFound, await firm.Admin.Status($"{List}/request-connect/de"));
        Assert.Equal(HttpStatusCode.NotFound, (await Put(firm.Admin, $"{List}/no-such-mail/fr", "S", "B", "0")).StatusCode);
    }

    [Fact]
    public async Task Words_that_no_longer_fit_their_mail_give_way_to_the_default()
    {
        var firm = await house.NewFirm();
        await Put(firm.Admin, Request, "Own", "{{Firm}} {{Data}}", "0");
        await house.In(firm.Id, async (db, _) => await db.MailTemplates.ExecuteUpdateAsync(set => set.SetProperty(t => t.Body, "{{GoneSince}}")));

        Assert.Contains("vous demande vos données comptables", (await AskFor(firm, "fr")).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_needs_one_query_and_says_which_languages_have_own_words()
    {
        var firm = await house.NewFirm();
        await Put(firm.Admin, Request, "Own", "{{Firm}} {{Data}}", "0");
        await Put(firm.Admin, $"{List}/request-connect/en", "Own", "{{Firm}} {{Data}}", "0");

        var sent = await house.Host.Queries.During(() => firm.Admin.Json(List));

        Assert.Single(sent, q => q.Contains("mail_templates", StringComparison.Ordinal));
        var row = (await firm.Admin.Json(List)).GetProperty("items").EnumerateArray().Single(r => r.GetProperty("kind").GetString() == "request-connect");
        Assert.Equal(["en", "fr"], row.GetProperty("ownIn").EnumerateArray().Select(l => l.GetString()));
        Assert.Contains("Own text", (await firm.Admin.Page("/settings/mail-templates")).QuerySelector("tr[data-kind=request-connect]")!.TextContent);
    }

    private static Task<HttpResponseMessage> Put(Client client, string path, string subject, string body, string version) =>
        client.Send(HttpMethod.Put, path, new { subject, body, version });

    private Task<MailTemplate> Stored(Office firm) => house.In(firm.Id, (db, _) => db.MailTemplates.AsNoTracking().SingleAsync());

    /// <summary>The mail that a new contact of this language gets when data is requested.</summary>
    private async Task<Letter> AskFor(Office firm, string language)
    {
        var (customer, email) = (await firm.Customer($"Customer {Guid.NewGuid():N}"), $"ask{Guid.NewGuid():N}@customer.test");
        var engagement = await firm.Engagement(customer, contact: await firm.Contact(customer, email, language));
        (await firm.Admin.Send(HttpMethod.Post, $"/api/engagements/engagements/{engagement}/data-requests")).EnsureSuccessStatusCode();
        return Assert.Single(await house.Host.Letters(email), l => l.Action!.Address.AbsolutePath.StartsWith("/requests/", StringComparison.Ordinal));
    }
}
