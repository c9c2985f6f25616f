using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>Refreshes that somebody thinks better of.</summary>
[Collection(InDemoWorld.Name)]
public sealed class CancelWalkTests(DemoWorld world)
{
    [Fact]
    public async Task What_waits_is_cancelled_from_the_dashboard_and_the_history_says_by_whom()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        // The demo has one that a vendor asked to wait until tomorrow.
        await page.GotoAsync("/admin/data-refresh?status=running&sort=last-attempt");
        var row = page.Locator("#list tbody tr").First;
        var engagement = await row.GetAttributeAsync("data-engagement");
        await row.Locator(".row-menu button[popovertarget]").ClickAsync();
        await walk.Picture("cancel-1-menu");
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Cancel the refresh of") }).ClickAsync();
        var dialog = page.Locator("dialog#cancel-refresh");
        await Expect(dialog).ToBeVisibleAsync();
        await walk.Picture("cancel-2-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the refresh", Exact = true }).ClickAsync();

        await Expect(page.GetByText("The refresh is cancelled. Nothing was stored.")).ToBeVisibleAsync();
        Assert.Contains("status=running", page.Url, StringComparison.Ordinal);
        await page.GotoAsync($"/admin/data-refresh/engagements/{engagement}/history");
        await Expect(page.Locator("#list tbody tr").First).ToContainTextAsync("Cancelled");
        await Expect(page.Locator("#list tbody tr").First).ToContainTextAsync("by Anna Peeters");
        await walk.Picture("cancel-3-history");
        await page.SetViewportSizeAsync(390, 844);
        await walk.Picture("cancel-3-history-phone");
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task A_batch_is_cancelled_while_it_is_watched()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@other.example");
        await page.GotoAsync("/admin/data-refresh?status=active");
        await page.Locator("[data-selection-page]").CheckAsync();
        await page.Locator("form[action='/admin/data-refresh/batches'] button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(new Regex("/batches/"));
        await page.Locator("a[data-dialog=cancel-batch]").ClickAsync();
        await walk.Picture("cancel-4-batch-dialog");
        await page.Locator("dialog#cancel-batch button.btn-danger").ClickAsync();

        await Expect(page.Locator(".batch[data-finished=true]")).ToBeVisibleAsync();
        await walk.Picture("cancel-5-batch");
        var state = await (await page.APIRequest.GetAsync($"/api/data-refresh/batches/{page.Url[^36..]}")).JsonAsync<JsonElement>();
        // How many had completed before the press is a matter of speed; none may have failed.
        Assert.Equal(0, state.GetProperty("counts").GetProperty("failed").GetInt32());
        Assert.Equal("Finished", state.GetProperty("state").GetString());
        Assert.Empty(walk.Errors);
    }
}
