using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>The main job, as an administrator does it.</summary>
[Collection(InDemoWorld.Name)]
public sealed class RefreshWalkTests(DemoWorld world)
{
    [Fact]
    public async Task Staff_select_all_see_who_is_left_out_refresh_watch_and_download_a_trial_balance()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        await page.Locator("nav a[href='/admin/data-refresh']").ClickAsync();
        await page.WaitForURLAsync(new Regex("/admin/data-refresh$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Data Refresh");
        await walk.Picture("walk-1-dashboard");

        // Filter: the list follows without a button, and the address remembers it.
        await page.Locator("select[name=package]").SelectOptionAsync("xero");
        await page.WaitForURLAsync(new Regex("package=xero"));
        await Expect(page.Locator("#list tbody tr").First).ToBeVisibleAsync();
        var listed = await page.Locator("#list tbody tr").CountAsync();
        await Expect(page.Locator("#list tbody td[data-label='Accounting package']").First).ToHaveTextAsync("Xero");

        // ALL of the filter, with who is left out and why before anything is pressed.
        await page.Locator("[data-selection-page]").CheckAsync();
        await page.Locator("[data-selection-all]").CheckAsync();
        var summary = page.Locator("#selection-summary");
        await Expect(summary).ToContainTextAsync("will be refreshed");
        await Expect(summary).ToContainTextAsync("left out");
        var eligible = int.Parse(Regex.Match(await summary.InnerTextAsync(), @"\d+").Value, CultureInfo.InvariantCulture);
        Assert.InRange(eligible, 1, listed - 1);
        await walk.Picture("walk-2-selected");

        // Press, and watch.
        await page.GetByRole(AriaRole.Button, new() { Name = "REFRESH DATA NOW", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/batches/"));
        var batch = page.Url;
        await Expect(page.Locator(".left-out").First).ToBeVisibleAsync();
        await walk.Picture("walk-3-running");
        await Expect(page.Locator(".batch[data-finished=true]")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(page.GetByText($"{eligible} completed")).ToBeVisibleAsync();
        await walk.Picture("walk-4-finished");

        // Statuses, dates and periods have changed.
        var done = page.Locator(".batch tbody tr").Filter(new() { HasText = "Completed", HasNotText = "spend" }).First;
        var engagement = (await done.GetAttributeAsync("data-engagement"))!;
        await page.GotoAsync("/admin/data-refresh?package=xero&sort=-last-upload");
        var row = page.Locator($"tr[data-engagement='{engagement}']");
        await Expect(row.Locator("td[data-label='Data refresh status']")).ToContainTextAsync("Daily cap reached");
        var today = await page.EvaluateAsync<string>("new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' }).format(new Date())");
        await Expect(row.Locator("td[data-label='Last upload'] time").First).ToHaveAttributeAsync("datetime", new Regex($"^{today[..8]}"));
        await walk.Picture("walk-5-after");

        // The trial balance opens, and its debits equal its credits.
        await row.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Reports of") }).ClickAsync();
        await walk.Picture("walk-6-reports");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download Trial balance as XLSX" }).ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        using (var workbook = ZipFile.OpenRead(await download.PathAsync()))
            Assert.Contains(workbook.Entries, e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));

        // A second press on the same day refreshes nobody, and says why.
        await page.GotoAsync("/admin/data-refresh?package=xero");
        await page.Locator("[data-selection-page]").CheckAsync();
        await page.Locator("[data-selection-all]").CheckAsync();
        await Expect(page.Locator("#selection-summary")).ToContainTextAsync("0 will be refreshed");
        await page.GetByRole(AriaRole.Button, new() { Name = "REFRESH DATA NOW", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/batches/", StringComparison.Ordinal) && url != batch);
        await Expect(page.GetByText("Nothing was refreshed")).ToBeVisibleAsync();
        await Expect(page.GetByText("Daily cap reached", new() { Exact = true })).ToBeVisibleAsync();
        await walk.Picture("walk-7-second-press");
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task A_filter_changed_before_the_scripts_have_come_is_applied_when_they_come()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        var scripts = new TaskCompletionSource();
        await walk.LibrariesComeAfter(() => scripts.Task);
        await page.GotoAsync("/admin/data-refresh", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("select[name=package]").SelectOptionAsync("xero");
        scripts.SetResult();

        await Expect(page).ToHaveURLAsync(new Regex("package=xero"));
        await Expect(page.Locator("#list tbody td[data-label='Accounting package']").First).ToHaveTextAsync("Xero");
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task A_row_ticked_before_the_scripts_have_come_is_summed_up_when_they_come()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        var scripts = new TaskCompletionSource();
        await walk.LibrariesComeAfter(() => scripts.Task);
        await page.GotoAsync("/admin/data-refresh?status=active", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("[data-selection-row]").First.CheckAsync();
        scripts.SetResult();

        await Expect(page.Locator("#selection-summary")).ToContainTextAsync("1 will be refreshed");
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task Progress_is_shown_live_however_late_one_script_comes_after_another()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        await page.GotoAsync("/admin/data-refresh?status=active&package=quickbooks-online");
        var scripts = 0;
        await walk.LibrariesComeAfter(() => Task.Delay(1000 * ++scripts));
        await page.Locator("[data-selection-row]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "REFRESH DATA NOW", Exact = true }).ClickAsync();

        await Expect(page.Locator(".batch[data-finished=true]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.NotEqual(0, scripts);
        Assert.Empty(walk.Errors);
    }

    [Fact]
    public async Task One_engagement_is_refreshed_from_its_rows_menu_and_confirmed_in_place()
    {
        await using var walk = await world.NewWalk();
        var page = walk.Page;
        await walk.SignIn("admin@demo.example");
        await page.GotoAsync("/admin/data-refresh?status=active&package=sage-accounting");
        var row = page.Locator("#list tbody tr").First;
        await row.Locator(".row-menu button[popovertarget]").ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Refresh data" }).ClickAsync();

        await Expect(page.GetByText("The refresh has started.")).ToBeVisibleAsync();
        Assert.Contains("package=sage-accounting", page.Url, StringComparison.Ordinal);
        Assert.Empty(walk.Errors);
    }
}
