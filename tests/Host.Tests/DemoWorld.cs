using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing;

// Hosts, browsers and kills want the two cores to themselves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Host.Tests;

/// <summary>One host in demo mode and one Chromium for all walks.</summary>
public sealed class DemoWorld : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-refresh-walk-").FullName;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = new RunningHost(folder);
        await Host.Start();
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        });
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A page of its own cookies; every error that its console shows is collected.</summary>
    internal async Task<Walk> NewWalk(int width = 1280, string language = "en")
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = Host.Address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            Locale = language,
            AcceptDownloads = true,
            // Otherwise axe may look while a colour is on its way to another.
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        return new Walk(await context.NewPageAsync(), Host.Address.ToString());
    }
}

/// <summary>Somebody at a screen.</summary>
internal sealed class Walk : IAsyncDisposable
{
    private readonly List<string> errors = [];

    public Walk(IPage page, string home)
    {
        Page = page;
        // Chromium reports an expected 422 as an error of its own; what the vendor's page lacks is not ours.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("422", StringComparison.Ordinal) && message.Location.StartsWith(home, StringComparison.Ordinal))
                errors.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => errors.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Errors => errors;

    public async Task SignIn(string email, string password = "demo-Data-Refresh-1")
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("[name=email]").FillAsync(email);
        await Page.Locator("[name=password]").FillAsync(password);
        await Page.Locator("main form button").First.ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    /// <summary>Waits for a mail to this address, and presses its button.</summary>
    /// <param name="leadsTo">Part of the button's address, where the person got other mails, too.</param>
    public async Task FollowMail(string to, string leadsTo = "/")
    {
        var button = Page.Locator($"[data-to='{to}'] a.btn[href*='{leadsTo}']");
        for (var tries = 0; tries < 60; tries++)
        {
            await Page.GotoAsync("/dev/mail");
            if (await button.CountAsync() > 0)
                break;
            await Task.Delay(500);
        }

        await button.First.ClickAsync();
    }

    /// <summary>By the language buttons of the shell, which may stand in a closed menu.</summary>
    public async Task Speak(string language)
    {
        await Page.Locator($"form[action='/language'] button[value='{language}']").First.DispatchEventAsync("click");
        await Page.WaitForFunctionAsync("language => document.documentElement.lang === language", language);
    }

    /// <summary>Each script of the pages' libraries comes only after the moment that is asked for it.</summary>
    public Task LibrariesComeAfter(Func<Task> moment) => Page.RouteAsync(new Regex(@"/lib/[^/]*\.js"), async route =>
    {
        await moment();
        await route.ContinueAsync();
    });

    /// <summary>Nothing is wider than the screen.</summary>
    public async Task<int> Overflow() => await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>What axe-core finds wrong with the page, one line each.</summary>
    public async Task<IReadOnlyList<string>> AxeFindings()
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(RunningHost.Project, "node_modules", "axe-core", "axe.min.js")));
        var found = await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
                .violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).slice(0, 3).join(' | ')}`)
            """);
        return found;
    }

    /// <summary>Otherwise the page lives on beside all later ones.</summary>
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>Keeps a picture for people to look at, where the variable SCREENSHOTS names a folder.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.png")) });
    }
}

[CollectionDefinition(Name)]
public sealed class InDemoWorld : ICollectionFixture<DemoWorld>
{
    public const string Name = "demo world";
}
