using System.Net;
using System.Text.Json;
using DataRefresh.Tests.Connectors;
using DataRefresh.Tests.Statements;
using Identity.Memberships;
using Testing;

namespace DataRefresh.Tests.Ledgers;

[Collection(InWorld.Name)]
public sealed class LedgerPagesTests(World world)
{
    [Fact]
    public async Task The_trial_balance_page_is_that_of_the_books_and_filters()
    {
        var books = await RefreshedBooks.Of(world);
        var all = await books.Browser.GetJson(books.Json("trial-balance"));
        var frame = all.GetProperty("frame");
        var truth = await books.Truth(Day(frame, "from"), Day(frame, "to"));
        Assert.Equal(truth.GetProperty("totals").GetProperty("debit").GetDecimal(), all.GetProperty("debit").GetDecimal());
        Assert.Equal(0, all.GetProperty("closing").GetDecimal());

        var kept = Items(await books.Browser.GetJson(books.Json("trial-balance?kind=expense")), "rows");
        Assert.All(kept, row => Assert.Equal("Expense", row.GetProperty("kind").GetString()));
        Assert.NotEmpty(kept);

        var name = Items(all, "rows")[0].GetProperty("name").GetString()!;
        var page = await books.Browser.Open(books.Page($"trial-balance?search={Uri.EscapeDataString(name.ToUpperInvariant())}"));
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
        Assert.Contains("Total of what is shown", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("tr[data-account] a[href*='/general-ledger?account=']"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await books.Browser.Open(books.Page("trial-balance?kind=odd"))).Status);
    }

    [Fact]
    public async Task Each_accounts_drill_down_closes_with_its_trial_balance()
    {
        var books = await RefreshedBooks.Of(world);
        foreach (var row in Items(await books.Browser.GetJson(books.Json("trial-balance")), "rows"))
        {
            var account = row.GetProperty("accountId").GetString()!;
            if (account.StartsWith("line:", StringComparison.Ordinal) || account == "carried-result")
                continue;
            var (from, to) = (Day(row, "from"), Day(row, "to"));
            var middle = from.AddDays((to.DayNumber - from.DayNumber) / 2);
            foreach (var start in new[] { from, middle })
            {
                var ledger = await books.Browser.GetJson(books.Json($"general-ledger?account={account}&from={start:yyyy-MM-dd}&to={to:yyyy-MM-dd}"));
                var sums = ledger.GetProperty("sums");
                Assert.Equal(row.GetProperty("closing").GetDecimal(), sums.GetProperty("closing").GetDecimal());
                if (start == from)
                    Assert.Equal(row.GetProperty("opening").GetDecimal(), sums.GetProperty("opening").GetDecimal());
                if (ledger.GetProperty("lines").GetProperty("next").ValueKind == JsonValueKind.Null && Items(ledger, "lines") is { Count: > 0 } lines)
                    Assert.Equal(sums.GetProperty("closing").GetDecimal(), lines[^1].GetProperty("balance").GetDecimal());
            }
        }
    }

    [Fact]
    public async Task Pages_hold_each_line_once_and_lead_back_and_forth()
    {
        var books = await RefreshedBooks.Of(world, CodatSimulator.CompanyOf(4_002));
        var (seen, address, pages) = (new List<string>(), "general-ledger", 0);
        for (string? after = ""; after is not null; pages++)
        {
            var page = (await books.Browser.GetJson(books.Json(address + after))).GetProperty("lines");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(l => $"{l.GetProperty("entryId")}/{l.GetProperty("line")}"));
            after = page.GetProperty("next") is { ValueKind: JsonValueKind.String } next ? $"?after={next.GetString()}" : null;
            Assert.True(pages > 0 == page.TryGetProperty("previous", out _));
        }

        Assert.True(pages > 2);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(seen.Count, (await books.Browser.GetJson(books.Json("general-ledger"))).GetProperty("lines").GetProperty("total").GetInt32());
        var second = Items(await books.Browser.GetJson(books.Json("general-ledger?before=200")), "lines");
        Assert.Equal(seen.Skip(100).Take(100), second.Select(l => $"{l.GetProperty("entryId")}/{l.GetProperty("line")}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await books.Browser.Open(books.Page("general-ledger?after=x"))).Status);
    }

    [Fact]
    public async Task A_period_before_the_trial_balance_shows_movements_and_says_so()
    {
        var books = await RefreshedBooks.Of(world);
        var row = Items(await books.Browser.GetJson(books.Json("trial-balance")), "rows").First(r => r.GetProperty("debit").GetDecimal() > 0);
        var account = row.GetProperty("accountId").GetString()!;

        var page = await books.Browser.Open(books.Page($"general-ledger?account={account}&from={Day(row, "from").AddDays(-40):yyyy-MM-dd}"));
        Assert.Contains("only movements are shown", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("[data-balance=opening]"));
        var link = page.Document.QuerySelector(".ledger-note a")!.GetAttribute("href")!;
        Assert.NotNull((await books.Browser.Open(link)).Document.QuerySelector("[data-balance=opening]"));
    }

    [Fact]
    public async Task What_cannot_be_is_answered_clearly()
    {
        var books = await RefreshedBooks.Of(world);
        foreach (var (query, words) in new[] { ("account=nobody", "have no such account"), ("from=2026-02-31", "not a date"), ("from=2026-02-02&to=2026-02-01", "before the first") })
        {
            var page = await books.Browser.Open(books.Page($"general-ledger?{query}"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
            Assert.NotNull(page.Document.QuerySelector("#list a.btn"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await books.Browser.Send(HttpMethod.Get, books.Json($"general-ledger?{query}"))).StatusCode);
        }

        var missing = await books.Browser.Open(books.Page("general-ledger/entries/none"));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Contains("no such entry", missing.Text, StringComparison.Ordinal);
        Assert.Contains("No lines match", (await books.Browser.Open(books.Page("general-ledger?search=nothinglikeit"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_leads_to_its_whole_entry_and_from_there_to_each_account()
    {
        var books = await RefreshedBooks.Of(world);
        var list = await books.Browser.Open(books.Page("general-ledger"));
        var entry = await books.Browser.Open(list.Document.QuerySelector("#list a[href*='/entries/']")!.GetAttribute("href")!);

        Assert.Equal(HttpStatusCode.OK, entry.Status);
        Assert.Contains("Debits equal credits", entry.Text, StringComparison.Ordinal);
        var accounts = entry.Document.QuerySelectorAll("td.lead a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.True(accounts.Count >= 2);
        Assert.Equal(HttpStatusCode.OK, (await books.Browser.Open(accounts[0])).Status);

        // An address with another day still finds it.
        var path = entry.Path.Split('?')[0];
        Assert.Equal(HttpStatusCode.OK, (await books.Browser.Open($"{path}?on=1999-01-01")).Status);
    }

    [Theory]
    [InlineData("trial-balance")]
    [InlineData("general-ledger")]
    [InlineData("general-ledger/entries/1")]
    public async Task Foreign_and_missing_look_the_same(string report)
    {
        var office = await world.NewOffice();
        var (id, _) = await office.Made("Never read");
        var unread = await (await office.SignIn()).Open($"/admin/data-refresh/engagements/{id}/reports/{report}");
        if (report.Contains('/', StringComparison.Ordinal))
            Assert.Equal(HttpStatusCode.NotFound, unread.Status);
        else
            Assert.Contains("has not been read yet", unread.Text, StringComparison.Ordinal);

        var stranger = await (await world.NewOffice()).SignIn();
        var notOwn = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));
        foreach (var browser in new[] { stranger, notOwn })
            foreach (var engagement in new[] { id, Guid.NewGuid() })
                foreach (var root in new[] { "/admin", "/api" })
                    Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, $"{root}/data-refresh/engagements/{engagement}/reports/{report}")).StatusCode);
    }

    private static List<JsonElement> Items(JsonElement view, string page) => [.. view.GetProperty(page).GetProperty("items").EnumerateArray()];

    private static DateOnly Day(JsonElement view, string name) => DateOnly.FromDateTime(view.GetProperty(name).GetDateTime());
}
