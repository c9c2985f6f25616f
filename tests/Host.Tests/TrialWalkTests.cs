using System.Text.RegularExpressions;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>A firm that nobody knows yet: from the notice over the mail to its own settings.</summary>
[Collection(InDemoWorld.Name)]
public sealed class TrialWalkTests(DemoWorld world)
{
    private const string Password = "a-quiet-harbour-17-lights";

    [Theory]
    [InlineData("pl", 390, "PL", "1234563218")]
    [InlineData("fr", 1280, "BE", "0123.456.749")]
    public async Task A_firm_signs_up_proves_its_mail_sees_how_long_the_trial_lasts_and_reads_when_it_is_over(string language, int width, string country, string number)
    {
        var email = $"trial.{Guid.NewGuid():N}"[..18] + "@walk.test";
        await using var walk = await world.NewWalk(width, language);
        var page = walk.Page;
        await page.GotoAsync("/sign-in");
        await page.Locator("main a[href='/trial']").ClickAsync();
        await walk.Picture($"trial-{language}-form");
        Assert.Equal(0, await walk.Overflow());
        Assert.Empty(await walk.AxeFindings());

        await Fill("12");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await Expect(page.Locator("#field-phone-error")).ToBeVisibleAsync();
        await Fill("+48 22 555 01 02");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await Expect(page.Locator("main form[action='/trial']")).ToHaveCountAsync(0);

        await walk.FollowMail(email);
        await page.Locator("form[action='/trial/start'] button").ClickAsync();
        await page.Locator("main [name=password]").FillAsync(Password);
        await page.Locator("main [name=repeat]").FillAsync(Password);
        await page.Locator("form[action='/activate'] button").ClickAsync();
        await page.WaitForURLAsync(new Regex("/$"));
        await page.GotoAsync("/settings/firm");
        await Expect(page.Locator("main .notice").First).ToBeVisibleAsync();
        await walk.Picture($"trial-{language}-settings");
        Assert.Empty(walk.Errors);

        await using (var command = new RunningHost(world.Host.Folder))
        {
            command.Launch(demo: false, null, "extend-trial", email, "2026-01-31");
            Assert.True(await command.UntilExit(TimeSpan.FromMinutes(1)) == 0, command.Output);
        }

        await page.GotoAsync("/");
        await Expect(page.Locator("main .notice[role=alert]").First).ToBeVisibleAsync();
        await Check("over");
        await page.GotoAsync("/settings/firm");
        await page.Locator("form[action='/settings/firm'] button.btn-primary").ClickAsync();
        await Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await Check("refused");

        async Task Check(string picture)
        {
            await walk.Picture($"trial-{language}-{picture}");
            Assert.Equal(0, await walk.Overflow());
            Assert.Empty(await walk.AxeFindings());
        }

        async Task Fill(string phone)
        {
            await page.Locator("main [name=firmName]").FillAsync($"Trial {language} firm");
            await page.Locator("main [name=name]").FillAsync("Nora Trial");
            await page.Locator("main [name=email]").FillAsync(email);
            await page.Locator("main [name=phone]").FillAsync(phone);
            await page.Locator("main [name=country]").SelectOptionAsync(country);
            await page.Locator("main [name=enterpriseNumber]").FillAsync(number);
            await page.Locator("main [name=business]").CheckAsync();
        }
    }
}
