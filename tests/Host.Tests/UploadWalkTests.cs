using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Host.Tests;

/// <summary>A file in place of a refresh, sent by either side and found by the other.</summary>
[Collection(InDemoWorld.Name)]
public sealed partial class UploadWalkTests(DemoWorld world)
{
    private const string Good = "Code;Name;Debit;Credit\n1000;Capital upload;;1.234,50\n5500;Bank upload;1.234,50;\n";
    private const string Bad = "Code;Name;Debit;Credit\n1000;Capital;;10,00\n5500;Bank;ten;\n";
    private const string Invoices = "Number;Customer;Date;Due date;Total;Currency\nF-1;Walk in BV;2026-10-02;2026-11-01;121,00;EUR\n";

    [Theory]
    [InlineData("nl", 390, "en")]
    [InlineData("pl", 1280, "fr")]
    public async Task What_a_contact_sends_is_refused_by_row_and_column_then_opens_as_a_report_of_the_firm(string contactSpeaks, int width, string speaks)
    {
        await using var contact = await world.NewWalk(width, contactSpeaks);
        await contact.SignIn("contact@customer.example");
        await contact.Speak(contactSpeaks);
        await contact.Page.GotoAsync("/portal/data-refresh/uploads");
        var start = (await contact.Page.Locator("main a[href*='/uploads/new/']").First.GetAttributeAsync("href"))!;

        await Send(contact.Page, start, "TrialBalance", Bad);
        var fault = contact.Page.Locator("main tr:has(td.lead)").First;
        await Expect(fault).ToContainTextAsync("3");
        await Expect(fault).ToContainTextAsync("Debit");
        await contact.Picture($"upload-{contactSpeaks}-bad");
        Assert.Equal(0, await contact.Overflow());
        Assert.Empty(await contact.AxeFindings());

        await Send(contact.Page, start, "TrialBalance", Good);
        await Confirm(contact);
        await contact.Picture($"upload-{contactSpeaks}-stored");

        await using var staff = await world.NewWalk(language: speaks);
        await staff.SignIn("admin@demo.example");
        await staff.Speak(speaks);
        await staff.Page.GotoAsync($"/admin/data-refresh/engagements/{start.Split('/')[^1]}/reports/trial-balance");
        await Expect(staff.Page.Locator("main")).ToContainTextAsync("Bank upload");
        await staff.Picture($"upload-{speaks}-report");
        await staff.Page.GotoAsync($"/admin/data-refresh/engagements/{start.Split('/')[^1]}/history");
        await Expect(staff.Page.Locator("main")).ToContainTextAsync("Lotte Vermeulen");
        await staff.Speak("en");
        await contact.Speak("en");
        Assert.Empty(staff.Errors);
        Assert.Empty(contact.Errors);
    }

    [Theory]
    [InlineData("fr", "nl")]
    [InlineData("en", "pl")]
    public async Task What_staff_send_on_a_customers_behalf_the_contact_sees(string speaks, string contactSpeaks)
    {
        await using var contact = await world.NewWalk(390, contactSpeaks);
        await contact.SignIn("contact@customer.example");
        await contact.Speak(contactSpeaks);
        await contact.Page.GotoAsync("/portal/data-refresh/uploads");
        var engagement = (await contact.Page.Locator("main a[href*='/uploads/new/']").First.GetAttributeAsync("href"))!.Split('/')[^1];
        await using var staff = await world.NewWalk(language: speaks);
        await staff.SignIn("admin@demo.example");
        await staff.Speak(speaks);

        await Send(staff.Page, $"/admin/data-refresh/engagements/{engagement}/upload", "SalesInvoices", Invoices, $"behalf-{speaks}.csv");
        await Confirm(staff);
        await staff.Picture($"upload-{speaks}-behalf");

        await contact.Page.GotoAsync("/portal/data-refresh/uploads");
        await Expect(contact.Page.Locator("main")).ToContainTextAsync($"behalf-{speaks}.csv");
        await Expect(contact.Page.Locator("main")).ToContainTextAsync("Anna Peeters");
        await contact.Picture($"upload-{contactSpeaks}-list");
        Assert.Equal(0, await contact.Overflow());
        await staff.Speak("en");
        await contact.Speak("en");
        Assert.Empty(staff.Errors);
        Assert.Empty(contact.Errors);
    }

    private static async Task Send(IPage page, string start, string kind, string csv, string name = "file.csv")
    {
        await page.GotoAsync(start);
        await page.Locator("#field-kind").SelectOptionAsync(kind);
        if (await page.Locator("#field-from").CountAsync() > 0)
            await page.Locator("#field-from").FillAsync("2026-10-01");
        await page.Locator("#field-to").FillAsync("2026-10-31");
        await page.Locator("#field-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
        await page.Locator("form[data-upload] button").ClickAsync();
        await page.WaitForURLAsync(Sent());
        await page.Locator($"form[action='{new Uri(page.Url).AbsolutePath}/mapping'] button:not([name])").ClickAsync();
        await Expect(page.Locator("#preview")).ToBeVisibleAsync();
    }

    private static async Task Confirm(Walk walk)
    {
        var form = walk.Page.Locator("form[action$='/confirmation'] button");
        await form.ClickAsync();
        await Expect(form).ToHaveCountAsync(0);
        Assert.Equal(0, await walk.Overflow());
        Assert.Empty(await walk.AxeFindings());
    }

    [GeneratedRegex("/uploads/[0-9a-f-]{36}$")]
    private static partial Regex Sent();
}
