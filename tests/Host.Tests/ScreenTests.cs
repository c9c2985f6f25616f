using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Host.Tests;

/// <summary>Every page of the main job, wide and narrow, in four languages: nothing sticks out, nothing is wrong for axe.</summary>
[Collection(InDemoWorld.Name)]
public sealed partial class ScreenTests(DemoWorld world)
{
    private const int Wide = 1280;
    private const int Narrow = 390;

    /// <summary>What anybody sees who is not signed in.</summary>
    private static readonly string[] OpenPages = ["/sign-in", "/forgot-password", "/trial", "/trial/start?token=invented"];

    private static readonly string[] StaffPages =
    [
        "/", "/relationships?mine=no", "/relationships?mine=no&status=error", "/customers", "/admin/engagements", "/admin/data-refresh", "/admin/data-refresh?status=inactive", "/admin/users",
        "/settings/firm", "/settings/connectors", "/settings/eula",
        "/settings/mail-templates", "/settings/mail-templates/request-connect/fr", "/settings/mail-templates/password-reset/en", "/settings/profile-types", "/me",
    ];

    /// <summary>Below the reports of an engagement that was refreshed.</summary>
    private static readonly string[] ReportPages =
    [
        "", "/profit-and-loss", "/profit-and-loss?by=months", "/balance-sheet", "/balance-sheet?by=years", "/trial-balance", "/general-ledger",
        "/general-ledger?from=2026-03-01&to=2026-03-31", "/general-ledger?account=nobody", "/aged-receivables", "/aged-payables", "/customers", "/suppliers",
        "/sales-invoices", "/sales-invoices?status=void", "/purchase-invoices?status=overdue",
    ];

    private static readonly string[] PortalPages = ["/portal", "/portal/data-refresh/connections", "/portal/data-refresh/uploads", "/portal/engagements/eula"];

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("pl")]
    public async Task No_page_is_wider_than_the_screen_or_inaccessible(string language)
    {
        await using var anybody = await world.NewWalk(Wide, language);
        await Check(anybody, OpenPages, language);
        await using var staff = await world.NewWalk(Wide, language);
        await staff.SignIn("admin@demo.example");
        await staff.Speak(language);
        await Check(staff, [.. StaffPages, .. await Histories(staff), .. await Reports(staff)], language);
        await staff.Speak("en");
        await using var contact = await world.NewWalk(Wide, language);
        await contact.SignIn("contact@customer.example");
        await contact.Speak(language);
        await Check(contact, [.. PortalPages, .. await Asked(contact), .. await Uploads(contact)], language);
        await contact.Speak("en");
    }

    /// <summary>Of an engagement whose scope has everything.</summary>
    private static async Task<string[]> Reports(Walk walk)
    {
        await walk.Page.GotoAsync("/admin/data-refresh?search=Copper%20Kettle");
        var reports = await walk.Page.Locator("#list tbody tr a[href$='/reports']").First.GetAttributeAsync("href");
        return [.. ReportPages.Select(page => reports + page)];
    }

    /// <summary>The refresh history of an engagement, one whose refreshes fail if there is any, and that of its customer.</summary>
    private static async Task<string[]> Histories(Walk walk)
    {
        await walk.Page.GotoAsync("/admin/data-refresh?sort=-last-attempt");
        var failing = walk.Page.Locator("#list tbody tr", new() { Has = walk.Page.Locator(".text-danger") });
        var row = await failing.CountAsync() > 0 ? failing.First : walk.Page.Locator("#list tbody tr").First;
        var engagement = await row.GetAttributeAsync("data-engagement");
        var customer = await row.Locator("a[href^='/customers/']").GetAttributeAsync("href");
        return
        [
            $"/admin/data-refresh/engagements/{engagement}/history", $"/admin/data-refresh/engagements/{engagement}/remedy", $"{customer}/history",
            $"/admin/engagements/{engagement}/data-requests/new", $"/admin/engagements/{engagement}/data-requests/new?kind=repair",
        ];
    }

    /// <summary>Where a file is sent, and one that was sent: its columns and what its rows come to, a bad one among them.</summary>
    private static async Task<string[]> Uploads(Walk walk)
    {
        await walk.Page.GotoAsync("/portal/data-refresh/uploads");
        var start = (await walk.Page.Locator("main a[href*='/uploads/new/']").First.GetAttributeAsync("href"))!;
        await walk.Page.GotoAsync(start);
        await walk.Page.Locator("#field-kind").SelectOptionAsync("TrialBalance");
        await walk.Page.Locator("#field-to").FillAsync("2026-10-31");
        await walk.Page.Locator("#field-file").SetInputFilesAsync(new FilePayload { Name = "balance.csv", MimeType = "text/csv", Buffer = "Code;Name;Debit;Credit\n1000;Capital;;10,00\n2000;Bank;ten;\n"u8.ToArray() });
        await walk.Page.Locator("form[data-upload] button").ClickAsync();
        await walk.Page.WaitForURLAsync(SentUpload());
        var sent = new Uri(walk.Page.Url).AbsolutePath;
        await walk.Page.Locator($"form[action='{sent}/mapping'] button:not([name])").ClickAsync();
        await Assertions.Expect(walk.Page.Locator("#preview")).ToBeVisibleAsync();
        return [start, sent];
    }

    /// <summary>What is asked of the contact, and how far the own fetch has come.</summary>
    private static async Task<string[]> Asked(Walk walk)
    {
        await walk.Page.GotoAsync("/portal");
        var request = await walk.Page.Locator("a[href^='/portal/engagements/requests/']").First.GetAttributeAsync("href");
        await walk.Page.GotoAsync("/portal/data-refresh/connections");
        var engagement = await walk.Page.Locator("[data-engagement]").First.GetAttributeAsync("data-engagement");
        return [request!, $"/portal/data-refresh/connections/{engagement}/fetch"];
    }

    private static async Task Check(Walk walk, string[] pages, string language)
    {
        var wrong = new List<string>();
        foreach (var page in pages)
        {
            await walk.Page.SetViewportSizeAsync(Wide, 900);
            await walk.Page.GotoAsync(page);
            await Assertions.Expect(walk.Page.Locator(".loading.js-only")).ToHaveCountAsync(0);
            await Look(Wide);
            await walk.Page.SetViewportSizeAsync(Narrow, 844);
            await Look(Narrow);

            async Task Look(int width)
            {
                await walk.Picture($"{Id().Replace(page, "id").Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-')}-{language}-{width}");
                if (await walk.Overflow() is var over and > 0)
                    wrong.Add($"{page}: {over} px wider than a screen of {width}");
                wrong.AddRange((await walk.AxeFindings()).Select(finding => $"{page} at {width}: {finding}"));
            }
        }

        wrong.AddRange(walk.Errors);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [GeneratedRegex("/uploads/[0-9a-f-]{36}$")]
    private static partial Regex SentUpload();

    [GeneratedRegex("[0-9a-f-]{36}")]
    private static partial Regex Id();
}
