using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>From the dashboard down to one entry, and back.</summary>
[Collection(InDemoWorld.Name)]
public sealed class ReportWalkTests(DemoWorld world)
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("nl", 390)]
    public async Task Staff_read_a_profit_and_loss_compare_it_and_drill_down_to_an_entry(string language, int width)
    {
        await using var walk = await world.NewWalk(width, language);
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        await Speak(language);
        await page.GotoAsync("/admin/data-refresh?sort=-last-upload");
        await page.Locator("#list tbody tr a[href$='/reports']").First.ClickAsync();
        await page.Locator("tr[data-report='profit-and-loss'] a.fw-medium").ClickAsync();
        await page.WaitForURLAsync(new Regex("/profit-and-loss$"));
        await Expect(page.Locator("figure.trend > svg")).ToBeVisibleAsync();
        await Check("profit-and-loss");

        // Other columns in place: the address follows, the picture stays.
        await page.Locator("#by-Months").ClickAsync();
        await page.WaitForURLAsync(new Regex("by=months"));
        await Expect(page.Locator("#by-Months")).ToHaveAttributeAsync("aria-current", "true");
        await Check("profit-and-loss-months");
        await page.Locator("#by-Comparison").ClickAsync();
        await Expect(page.Locator("#by-Comparison")).ToHaveAttributeAsync("aria-current", "true");

        // A section folds without a script.
        var account = page.Locator(".statement tbody").First.Locator("tr:not(.section) td a").First;
        await page.Locator(".fold").First.ClickAsync();
        await Expect(account).ToBeHiddenAsync();
        await page.Locator(".fold").First.ClickAsync();

        // Account, entry, and back.
        var name = await page.Locator(".statement tbody").First.Locator("tr:not(.section) th a").First.InnerTextAsync();
        await account.ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/general-ledger\?account="));
        await Expect(page.Locator("main")).ToContainTextAsync(name);
        await Expect(page.Locator("[data-balance=opening]")).ToBeVisibleAsync();
        await Check("general-ledger-account");
        await page.Locator("#list tbody tr a[href*='/entries/']").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/general-ledger/entries/"));
        await Check("ledger-entry");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Expect(page.Locator("#by-Comparison")).ToBeVisibleAsync();

        foreach (var report in new[] { "balance-sheet", "balance-sheet?by=years", "trial-balance", "general-ledger" })
        {
            await page.GotoAsync(Regex.Replace(page.Url, "/reports/.*", $"/reports/{report}"));
            await Expect(page.Locator("#list tbody tr").First).ToBeVisibleAsync();
            await Check(report.Replace("?by=", "-", StringComparison.Ordinal));
        }

        await Speak("en");
        Assert.Empty(walk.Errors);

        async Task Speak(string wanted)
        {
            await page.Locator($"form[action='/language'] button[value='{wanted}']").First.DispatchEventAsync("click");
            await page.WaitForFunctionAsync("language => document.documentElement.lang === language", wanted);
        }

        async Task Check(string name)
        {
            await walk.Picture($"report-{name}-{language}-{width}");
            Assert.True(await walk.Overflow() <= 0, $"{name} is wider than the screen");
            Assert.Empty(await walk.AxeFindings());
        }
    }
}
