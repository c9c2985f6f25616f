using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>The other half: from a new customer to a refresh that needs nobody.</summary>
[Collection(InDemoWorld.Name)]
public sealed class CustomerWalkTests(DemoWorld world)
{
    private const string Password = "a-quiet-harbour-17-lights";

    [Fact]
    public async Task A_new_customers_contact_activates_accepts_and_connects_and_the_engagement_refreshes()
    {
        var email = $"nadia.{Guid.NewGuid():N}"[..16] + "@walk.test";
        await using var staff = await world.NewWalk();
        await staff.SignIn("manager@demo.example");
        await MakeCustomer(staff.Page, email);

        await using var contact = await world.NewWalk(390);
        await Activate(contact, email);
        await Accept(contact);
        await Connect(contact);
        Assert.Empty(contact.Errors);

        await staff.Page.GotoAsync("/admin/data-refresh?search=walkabout");
        var row = staff.Page.Locator("#list tbody tr").First;
        await Expect(row.Locator("td").Filter(new() { HasText = "Walkabout" }).First).ToBeVisibleAsync();
        await row.Locator(".row-menu button[popovertarget]").ClickAsync();
        await row.Locator("button.dropdown-item").First.ClickAsync();
        await Expect(staff.Page.Locator(".toast-message")).ToBeVisibleAsync();
        await ReadAtLast(staff.Page);
        Assert.Empty(staff.Errors);
    }

    private static async Task MakeCustomer(IPage page, string email)
    {
        await page.GotoAsync("/customers/new");
        await page.Locator("main [name=name]").FillAsync("Walkabout BV");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(new Regex("/customers/[0-9a-f-]{36}$"));
        var customer = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync($"{customer}/contacts/new");
        await page.Locator("main [name=fullName]").FillAsync("Nadia Walker");
        await page.Locator("main [name=email]").FillAsync(email);
        await page.Locator("main [name=language]").SelectOptionAsync("en");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(new Regex("/customers/[0-9a-f-]{36}$"));

        await page.GotoAsync($"{customer}/engagements/new");
        await page.Locator("main [name=title]").FillAsync("Walkabout yearly accounts");
        await page.Locator("main [name=contactId]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("main [name=package]").SelectOptionAsync("xero");
        await page.Locator("main [name=legalCoverOn]").FillAsync("2026-09-01");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(new Regex("/admin/engagements/[0-9a-f-]{36}$"));
    }

    private static async Task Activate(Walk contact, string email)
    {
        var page = contact.Page;
        await contact.FollowMail(email);
        await contact.Picture("contact-1-activate");
        await page.Locator("main [name=password]").FillAsync(Password);
        await page.Locator("main [name=repeat]").FillAsync(Password);
        await page.Locator("form[action='/activate'] button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/activate", StringComparison.Ordinal));
        if (page.Url.Contains("sign-in", StringComparison.Ordinal))
            await contact.SignIn(email, Password);
        await page.WaitForURLAsync(new Regex("/portal"));
        await contact.Picture("contact-2-portal");
    }

    private static async Task Accept(Walk contact)
    {
        await contact.Page.GotoAsync("/portal/engagements/eula");
        await contact.Picture("contact-3-eula");
        if (await contact.Page.Locator("form[action='/portal/engagements/eula'] [type=checkbox]").CountAsync() > 0)
            await contact.Page.Locator("form[action='/portal/engagements/eula'] [type=checkbox]").First.CheckAsync();
        await contact.Page.Locator("form[action='/portal/engagements/eula'] button").ClickAsync();
        await Expect(contact.Page.Locator(".toast-message")).ToBeVisibleAsync();
    }

    private static async Task Connect(Walk contact)
    {
        var page = contact.Page;
        await page.GotoAsync("/portal/data-refresh/connections");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect Xero" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/connections/[0-9a-f-]{36}$"));
        await contact.Picture("contact-4-grant");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue to Xero" }).ClickAsync();

        // At the vendor.
        await page.WaitForURLAsync(new Regex("/xero/connect/authorize"));
        await contact.Picture("contact-5-vendor");
        await page.Locator("input[name=organisation]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow access" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/fetch$"));
        await page.GotoAsync("/portal/data-refresh/connections");
        await Expect(page.Locator(".connection .badge")).ToContainTextAsync("Connected");
        await contact.Picture("contact-6-connected");
    }

    private static async Task ReadAtLast(IPage page)
    {
        var read = page.Locator("#list tbody tr time").First;
        for (var tries = 0; tries < 60 && await read.CountAsync() == 0; tries++)
        {
            await Task.Delay(1000);
            await page.GotoAsync("/admin/data-refresh?search=walkabout");
        }

        await Expect(read).ToBeVisibleAsync();
    }
}
