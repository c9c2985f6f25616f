using System.Net;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Identity.Tests.Profile;

public sealed class LanguageTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("en", "My profile")]
    [InlineData("fr", "Mon profil")]
    [InlineData("nl", "Mijn profiel")]
    [InlineData("pl", "Mój profil")]
    public async Task A_persons_own_language_wins_over_the_browsers(string language, string title)
    {
        var browser = await host.People.SignIn(await host.People.Staff(ProfileType.Viewer));
        browser.Headers["Accept-Language"] = "nl";
        var saved = await browser.Submit(await browser.Open("/me"), "/me", ("language", language));
        Assert.Equal(title, saved.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(language, saved.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Every_firm_of_the_person_hears_of_the_language()
    {
        var person = await host.People.Staff(ProfileType.Viewer);
        var other = await host.People.Staff(await host.People.Firm(), ProfileType.Manager, email: person.Email);
        var browser = await host.People.SignIn(person);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Send(HttpMethod.Put, "/api/identity/me", new { language = "fr" })).StatusCode);
        await host.With<IdentityDb>(async db =>
        {
            var told = await db.Outbox.Where(m => m.FirmId == person.FirmId || m.FirmId == other.FirmId).ToListAsync();
            Assert.Equal(2, told.Count);
            Assert.All(told, m => Assert.Contains("\"language\":\"fr\"", m.Body, StringComparison.Ordinal));
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Send(HttpMethod.Put, "/api/identity/me", new { language = "de" })).StatusCode);
    }

    [Fact]
    public async Task Every_key_exists_in_all_four_languages()
    {
        var folder = Path.Combine(Root(), "src", "Modules", "Identity");
        var keys = new[] { "", ".fr", ".nl", ".pl" }.Select(l => System.Xml.Linq.XDocument.Load(Path.Combine(folder, $"Text{l}.resx"))
            .Root!.Elements("data").Select(d => d.Attribute("name")!.Value).Order().ToList()).ToList();
        Assert.NotEmpty(keys[0]);
        Assert.All(keys, k => Assert.Equal(keys[0], k));

        // What the code asks for is there: every literal Words["…"] and text["…"].
        foreach (var file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)))
        {
            foreach (System.Text.RegularExpressions.Match use in System.Text.RegularExpressions.Regex.Matches(await File.ReadAllTextAsync(file), """(?:Words|text)\["(\w+)""" + "\""))
                Assert.True(keys[0].Contains(use.Groups[1].Value), $"{Path.GetFileName(file)} asks for {use.Groups[1].Value}.");
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "global.json")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
