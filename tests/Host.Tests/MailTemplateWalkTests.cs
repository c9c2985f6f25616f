using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>A firm gives one of its mails its own words.</summary>
[Collection(InDemoWorld.Name)]
public sealed class MailTemplateWalkTests(DemoWorld world)
{
    [Fact]
    public async Task An_administrator_writes_sees_the_preview_follow_saves_and_returns_to_the_default()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        await page.GotoAsync("/settings/mail-templates");
        await page.Locator("tr[data-kind=request-upload] a").First.ClickAsync();
        await page.Locator("[name=subject]").FillAsync("Figures for {{Firm}}, please");
        await Expect(page.Locator(".mail-subject")).ToHaveTextAsync("Figures for Demo & Partners, please");

        // A slip is named with its place, and what was typed stays.
        await page.Locator("[name=body]").FillAsync("Dear {{Contact}},\n\n{{Firm}} needs {{Dta}}.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Line 3: {{Dta}} is no placeholder of this mail.").First).ToBeVisibleAsync();
        await walk.Picture("mail-template-1-refused");
        await page.Locator("[name=body]").FillAsync("Dear {{Contact}},\n\n{{Firm}} needs {{Data}}.");
        await Expect(page.Locator(".mail-preview")).ToContainTextAsync("Demo & Partners needs the financials.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The text is saved.")).ToBeVisibleAsync();
        await walk.Picture("mail-template-2-saved");
        await page.SetViewportSizeAsync(390, 844);
        await walk.Picture("mail-template-2-saved-phone");
        await page.SetViewportSizeAsync(1280, 900);

        await page.Locator("a[data-dialog=reset]").ClickAsync();
        await walk.Picture("mail-template-3-reset");
        await page.Locator("dialog#reset button.btn-danger").ClickAsync();
        await Expect(page.GetByText("The default text is used again.")).ToBeVisibleAsync();
        await Expect(page.Locator("a[data-dialog=reset]")).ToHaveCountAsync(0);
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task What_is_written_before_the_scripts_have_come_is_previewed_when_they_come()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        await page.GotoAsync("/settings/mail-templates");
        var template = await page.Locator("tr[data-kind=request-upload] a").First.GetAttributeAsync("href");
        var scripts = new TaskCompletionSource();
        await walk.LibrariesComeAfter(() => scripts.Task);
        await page.GotoAsync(template!, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("[name=body]").FillAsync("Dear {{Contact}},\n\n{{Firm}} needs {{Data}} early.");
        scripts.SetResult();

        await Expect(page.Locator(".mail-preview")).ToContainTextAsync("Demo & Partners needs the financials early.");
        Assert.Empty(walk.Errors);
    }
}
