using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>The customer's own path, seen from both ends: a request for data, and one link that repairs what broke.</summary>
[Collection(InDemoWorld.Name)]
public sealed class RequestWalkTests(DemoWorld world)
{
    private const string Password = "a-quiet-harbour-17-lights";

    [Theory]
    [InlineData("en", 1280, "nl", 390)]
    [InlineData("pl", 390, "fr", 1280)]
    public async Task A_request_goes_from_requested_over_a_refusal_at_the_vendor_to_available(string speaks, int width, string contactSpeaks, int contactWidth)
    {
        var name = $"Verzoek {speaks} BV";
        var email = $"eva.{Guid.NewGuid():N}"[..16] + "@walk.test";
        await using var staff = await world.NewWalk(width, speaks);
        await staff.SignIn("manager@demo.example");
        await staff.Speak(speaks);
        await Make(staff.Page, name, email, contactSpeaks);

        await Ask(staff, name, speaks);
        await Relation(staff.Page, name, "Requested");

        await using var contact = await world.NewWalk(contactWidth, contactSpeaks);
        await ComeIn(contact, email, contactSpeaks);
        await Accept(contact);
        await contact.Page.Locator("[data-step=Package] [name=package]").SelectOptionAsync("xero");
        await contact.Page.Locator("[data-step=Package] form button").ClickAsync();
        await contact.Page.Locator("[data-step=Access] form button").First.ClickAsync();

        await AtXero(contact.Page, "cancel", "/fetch$");
        await Stage(contact, "NotConnected");
        await contact.Picture($"request-{contactSpeaks}-left");
        await Relation(staff.Page, name, "Error");
        await Expect(staff.Page.Locator("#list tbody tr .relation .text-danger").First).ToBeVisibleAsync();
        await staff.Picture($"relationships-{speaks}-error");
        await Remedy(staff, speaks);

        await contact.Page.Locator("[data-stage] form button").ClickAsync();
        await AtXero(contact.Page, "allow", "/organisation$");
        await Choose(contact, contactSpeaks);
        await Stage(contact, "Stored");
        await contact.Picture($"request-{contactSpeaks}-stored");
        await Relation(staff.Page, name, "Available");
        await Expect(staff.Page.Locator("#list tbody tr .relation time").First).ToBeVisibleAsync();
        await staff.Picture($"relationships-{speaks}-available");
        await staff.Speak("en");
        Assert.Empty(staff.Errors);
        Assert.Empty(contact.Errors);
    }

    [Theory]
    [InlineData("nl", "pl")]
    [InlineData("fr", "en")]
    public async Task One_link_leads_through_only_what_broke(string speaks, string contactSpeaks)
    {
        await using var staff = await world.NewWalk(language: speaks);
        await staff.SignIn("manager@demo.example");
        await staff.Speak(speaks);
        var (id, email) = await Broken(staff.Page);

        await staff.Page.GotoAsync($"/admin/data-refresh/engagements/{id}/remedy");
        await staff.Page.Locator("[data-actor=Contact] a.btn-primary").ClickAsync();
        await Expect(staff.Page.Locator(".mail-preview .mail-subject")).ToBeVisibleAsync();
        await staff.Picture($"repair-{speaks}-mail");
        await staff.Page.Locator("main form button.btn-primary").ClickAsync();
        await Expect(staff.Page.Locator(".toast-message")).ToBeVisibleAsync();

        await using var contact = await world.NewWalk(390, contactSpeaks);
        await ComeIn(contact, email, contactSpeaks);
        Assert.Equal(["Access"], await contact.Page.Locator("[data-step]").EvaluateAllAsync<string[]>("steps => steps.map(s => s.dataset.step)"));
        await contact.Page.Locator("[data-step=Access] form button").First.ClickAsync();
        await AtVendor(contact.Page);
        await Stage(contact, "Stored");
        await contact.Picture($"repair-{contactSpeaks}-stored");

        await staff.Page.GotoAsync($"/admin/data-refresh/engagements/{id}/remedy");
        await Expect(staff.Page.Locator("[data-actor]")).ToHaveCountAsync(0);
        await staff.Speak("en");
        Assert.Empty(staff.Errors);
        Assert.Empty(contact.Errors);
    }

    private static async Task Make(IPage page, string name, string email, string language)
    {
        var customer = (await Post(page, "customers", new { kind = "company", name, language })).GetProperty("customerId").GetGuid();
        var contact = (await Post(page, $"customers/{customer}/contacts", new { fullName = "Eva Verzoek", email, language })).GetProperty("contactId").GetGuid();
        var me = await Get(page, "/api/identity/me");
        await Post(page, "engagements", new
        {
            customerId = customer,
            title = $"{name} books",
            contactId = contact,
            ownerId = me.GetProperty("membershipId").GetGuid(),
            team = Array.Empty<string>(),
            package = "other",
            scope = "Financials",
            financialYearStart = "1",
            legalCoverOn = "2026-09-01",
        });
    }

    private static async Task Ask(Walk staff, string name, string speaks)
    {
        var page = staff.Page;
        await Relation(page, name, "None");
        await page.Locator("#list tbody tr .row-menu button[popovertarget]").First.ClickAsync();
        await page.Locator("a[href*='/data-requests/new']").First.ClickAsync();
        var before = await page.Locator(".mail-preview").InnerTextAsync();
        await page.Locator("[name=scope][value=Both]").CheckAsync();
        await Expect(page.Locator(".mail-preview")).Not.ToHaveTextAsync(before);
        await staff.Picture($"request-{speaks}-mail");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await Expect(page.Locator(".toast-message")).ToBeVisibleAsync();
    }

    private static async Task ComeIn(Walk contact, string email, string speaks)
    {
        var page = contact.Page;
        await contact.FollowMail(email, "/requests/");
        await contact.Picture($"request-{speaks}-opened");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.Locator("main [name=password]").FillAsync(Password);
        await page.Locator("main [name=repeat]").FillAsync(Password);
        await page.Locator("form[action='/activate'] button").ClickAsync();
        await page.WaitForURLAsync(new Regex("/portal/engagements/requests/"));
        Assert.Equal(0, await contact.Overflow());
        Assert.Empty(await contact.AxeFindings());
        await contact.Picture($"request-{speaks}-walk");
    }

    private static async Task Accept(Walk contact)
    {
        await contact.Page.Locator("[data-step=Terms] a.btn-primary").ClickAsync();
        await contact.Page.Locator("form[action='/portal/engagements/eula'] button.btn-primary").ClickAsync();
        await contact.Page.WaitForURLAsync(new Regex("/portal/engagements/requests/"));
    }

    /// <summary>All organisations at once, as somebody does who has several.</summary>
    private static async Task AtXero(IPage page, string decision, string leadsTo)
    {
        await page.WaitForURLAsync(new Regex("/connections/[0-9a-f-]{36}$"));
        await page.Locator("main a.btn-primary").ClickAsync();
        await page.WaitForURLAsync(new Regex("/xero/connect/authorize"));
        foreach (var organisation in await page.Locator("input[name=organisation]").AllAsync())
            await organisation.CheckAsync();
        await page.Locator($"button[value={decision}]").ClickAsync();
        await page.WaitForURLAsync(new Regex(leadsTo));
    }

    /// <summary>Whose books it is about, where access was given to those of several.</summary>
    private static async Task Choose(Walk contact, string speaks)
    {
        Assert.Equal(0, await contact.Overflow());
        Assert.Empty(await contact.AxeFindings());
        await contact.Picture($"request-{speaks}-organisations");
        await contact.Page.Locator("main [name=organisation]").First.CheckAsync();
        await contact.Page.Locator("main form button.btn-primary").ClickAsync();
        await contact.Page.WaitForURLAsync(new Regex("/fetch$"));
    }

    /// <summary>Whichever vendor it is.</summary>
    private static async Task AtVendor(IPage page)
    {
        await page.WaitForURLAsync(new Regex("/connections/[0-9a-f-]{36}$"));
        await page.Locator("main a.btn-primary").ClickAsync();
        await page.WaitForURLAsync(new Regex("/xero/connect/authorize|codat-link"));
        await page.Locator("input[name=organisation], input[name=package]").First.CheckAsync();
        await page.Locator("button[value=allow]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/fetch$"));
    }

    private static async Task Stage(Walk contact, string stage)
    {
        await Expect(contact.Page.Locator($"[data-stage={stage}]")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        Assert.Equal(0, await contact.Overflow());
        Assert.Empty(await contact.AxeFindings());
    }

    private static async Task Remedy(Walk staff, string speaks)
    {
        await staff.Page.Locator("#list tbody tr .row-menu button[popovertarget]").First.ClickAsync();
        await staff.Page.Locator("a[href$='/remedy']").First.ClickAsync();
        await Expect(staff.Page.Locator("[data-code=consent-left]")).ToBeVisibleAsync();
        await Expect(staff.Page.Locator("[data-actor=Contact] a.btn-primary")).ToBeVisibleAsync();
        Assert.Equal(0, await staff.Overflow());
        Assert.Empty(await staff.AxeFindings());
        await staff.Picture($"remedy-{speaks}");
    }

    /// <summary>The relationship view of one customer, once it has heard of what was done.</summary>
    private static async Task Relation(IPage page, string name, string state)
    {
        var row = page.Locator($"#list tbody tr[data-state={state}]");
        for (var tries = 0; tries < 30; tries++)
        {
            await page.GotoAsync($"/relationships?mine=no&search={Uri.EscapeDataString(name)}");
            if (await row.CountAsync() > 0)
                return;
            await Task.Delay(500);
        }

        await Expect(row).ToHaveCountAsync(1);
    }

    /// <summary>An engagement that only its contact can repair, and whose contact has never signed in.</summary>
    private static async Task<(Guid EngagementId, string Email)> Broken(IPage page)
    {
        foreach (var item in (await Get(page, "/api/data-refresh/engagements?status=inactive&size=200")).GetProperty("items").EnumerateArray())
        {
            if (item.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()).ToList() is not ["grant-revoked" or "credentials-outdated"])
                continue;
            var id = item.GetProperty("engagementId").GetGuid();
            var card = await Get(page, $"/api/engagements/engagements/{id}");
            if (card.GetProperty("contactEmail").GetString() is { } email && email != "contact@customer.example")
                return (id, email);
        }

        throw new InvalidOperationException("The demo has no engagement that only its contact can repair.");
    }

    private static async Task<JsonElement> Post(IPage page, string path, object body)
    {
        var answer = await page.APIRequest.PostAsync($"/api/engagements/{path}", new() { DataObject = body });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value;
    }

    private static async Task<JsonElement> Get(IPage page, string path) => (await (await page.APIRequest.GetAsync(path)).JsonAsync())!.Value;
}
