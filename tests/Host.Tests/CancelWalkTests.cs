using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>A refresh that somebody thinks better of, on a wide screen and on a phone.</summary>
[Collection(InDemoWorld.Name)]
public sealed class CancelWalkTests(DemoWorld world)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task What_waits_is_cancelled_from_the_dashboard_and_the_history_says_by_whom(int width)
    {
        var walk = await world.NewWalk(width);
        var page = walk.Page;
        await walk.SignIn(width == 390 ? "manager@demo.example" : "admin@demo.example");
        // The demo has one for each firm that a vendor asked to wait until tomorrow; a phone finds it already cancelled.
        await page.GotoAsync("/admin/data-refresh?status=running");
        if (width == 390 && await page.Locator("#list tbody tr").CountAsync() == 0)
            return;
        var row = page.Locator("#list tbody tr").First;
        var engagement = await row.GetAttributeAsync("data-engagement");
        await row.Locator(".row-menu button[popovertarget]").ClickAsync();
        await walk.Picture($"cancel-1-menu-{width}");
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Cancel the refresh of") }).ClickAsync();
        await Expect(page.Locator("dialog#cancel-refresh")).ToBeVisibleAsync();
        await walk.Picture($"cancel-2-dialog-{width}");
        await page.Locator("dialog#cancel-refresh").GetByRole(AriaRole.Button, new() { Name = "Cancel the refresh", Exact = true }).ClickAsync();

        await Expect(page.GetByText("The refresh is cancelled. Nothing was stored.")).ToBeVisibleAsync();
        Assert.Contains("status=running", page.Url, StringComparison.Ordinal);
        await page.GotoAsync($"/admin/data-refresh/engagements/{engagement}/history");
        await Expect(page.Locator("#list tbody tr").First).ToContainTextAsync("Cancelled");
        await walk.Picture($"cancel-3-history-{width}");
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task A_batch_is_cancelled_while_it_is_watched()
    {
        var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@other.example");
        await page.GotoAsync("/admin/data-refresh?status=active");
        await page.Locator("[data-selection-page]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "REFRESH DATA NOW", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/batches/"));
        await page.Locator("a[data-dialog=cancel-batch]").ClickAsync();
        await walk.Picture("cancel-4-batch-dialog");
        await page.Locator("dialog#cancel-batch").GetByRole(AriaRole.Button, new() { Name = "Cancel the refreshes" }).ClickAsync();

        await Expect(page.Locator(".batch[data-finished=true]")).ToBeVisibleAsync();
        await Expect(page.Locator(".batch-counts")).ToContainTextAsync("cancelled");
        await walk.Picture("cancel-5-batch");
        Assert.Empty(walk.Errors);
    }
}
