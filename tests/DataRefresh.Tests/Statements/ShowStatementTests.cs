using System.Net;
using System.Text.Json;
using Identity.Memberships;
using Testing;

namespace DataRefresh.Tests.Statements;

[Collection(InWorld.Name)]
public sealed class ShowStatementTests(World world)
{
    [Fact]
    public async Task Each_month_of_the_profit_and_loss_is_what_the_ledger_says()
    {
        var books = await RefreshedBooks.Of(world);
        var figures = await books.Browser.GetJson(books.Json("profit-and-loss?by=months"));
        var columns = figures.GetProperty("columns").EnumerateArray().ToList();
        var net = Amounts(Line(figures, "NetProfit"));

        Assert.InRange(columns.Count, 12, 24);
        foreach (var at in new[] { 1, 5, columns.Count - 1 })
        {
            var truth = await books.Truth(Day(columns[at], "from"), Day(columns[at], "to"));
            Assert.Equal(truth.GetProperty("result").GetDecimal(), net[at]);
            var income = Amounts(Line(figures, "Income"))[at] + (Line(figures, "OtherIncome") is { } other ? Amounts(other)[at] ?? 0 : 0);
            Assert.Equal(Moved(truth, "Income"), -income);
        }
    }

    [Fact]
    public async Task The_comparison_adds_up_and_years_are_the_sums_of_their_months()
    {
        var books = await RefreshedBooks.Of(world);
        var compared = await books.Browser.GetJson(books.Json("profit-and-loss"));
        var net = Line(compared, "NetProfit")!.Value;
        var amounts = Amounts(net);

        Assert.Equal(2, amounts.Count);
        Assert.True(compared.GetProperty("compares").GetBoolean());
        Assert.Equal(amounts[0] - amounts[1], net.GetProperty("difference").GetDecimal());
        Assert.All(compared.GetProperty("columns").EnumerateArray(), column => Assert.True(column.GetProperty("isWhole").GetBoolean()));
        var sections = compared.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("level").GetInt32() == 0 && l.GetProperty("section").GetString() != "NetProfit").ToList();
        Assert.Equal(amounts[0], sections.Sum(l => (l.GetProperty("section").GetString()!.Contains("Income", StringComparison.Ordinal) ? 1 : -1) * (Amounts(l)[0] ?? 0)));

        var months = await books.Browser.GetJson(books.Json("profit-and-loss?by=months"));
        var years = await books.Browser.GetJson(books.Json("profit-and-loss?by=years"));
        var quarters = await books.Browser.GetJson(books.Json("profit-and-loss?by=quarters"));
        var sum = Amounts(Line(months, "NetProfit")).Sum();
        Assert.Equal(sum, Amounts(Line(years, "NetProfit")).Sum());
        Assert.Equal(sum, Amounts(Line(quarters, "NetProfit")).Sum());
    }

    [Fact]
    public async Task The_balance_sheet_of_a_month_end_is_that_of_the_books()
    {
        var books = await RefreshedBooks.Of(world);
        var figures = await books.Browser.GetJson(books.Json("balance-sheet?by=months"));
        var columns = figures.GetProperty("columns").EnumerateArray().ToList();

        foreach (var at in new[] { 1, columns.Count - 1 })
        {
            var truth = await books.Truth(Day(columns[at], "to"), Day(columns[at], "to"));
            var assets = truth.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("type").GetString() == "Asset").Sum(l => l.GetProperty("closing").GetDecimal());
            Assert.Equal(assets, Amounts(Line(figures, "Assets"))[at]);
        }
    }

    [Fact]
    public async Task The_page_shows_the_figures_and_leads_to_the_ledger()
    {
        var books = await RefreshedBooks.Of(world);
        var page = await books.Browser.Open(books.Page("profit-and-loss"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Compared with last year", page.Text, StringComparison.Ordinal);
        Assert.Contains("is not over yet and is left out", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("figure.trend svg[role=img] title"));
        Assert.Equal(4, page.Document.QuerySelectorAll(".statement-by a[href^='?by=']").Length);
        var link = page.Document.QuerySelector(".statement td a")!.GetAttribute("href")!;
        Assert.StartsWith("general-ledger?account=", link, StringComparison.Ordinal);

        var part = await books.Browser.OpenPart(books.Page("balance-sheet?by=quarters"));
        Assert.NotNull(part.Document.QuerySelector("#list table.statement"));
        Assert.DoesNotContain("<html", part.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profit-and-loss")]
    [InlineData("balance-sheet")]
    public async Task Foreign_and_missing_look_the_same_and_what_was_never_read_says_what_to_do(string report)
    {
        var office = await world.NewOffice();
        var (id, _) = await office.Made("Never read");
        var unread = await (await office.SignIn()).Open($"/admin/data-refresh/engagements/{id}/reports/{report}");
        Assert.Equal(HttpStatusCode.OK, unread.Status);
        Assert.Contains("has not been read yet", unread.Text, StringComparison.Ordinal);

        var stranger = await (await world.NewOffice()).SignIn();
        var notOwn = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));
        foreach (var browser in new[] { stranger, notOwn })
            foreach (var engagement in new[] { id, Guid.NewGuid() })
                foreach (var root in new[] { "/admin", "/api" })
                    Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, $"{root}/data-refresh/engagements/{engagement}/reports/{report}")).StatusCode);
    }

    [Fact]
    public async Task Columns_that_do_not_exist_are_refused_with_the_choices()
    {
        var office = await world.NewOffice();
        var (id, _) = await office.Made("Asked oddly");
        var browser = await office.SignIn();

        var page = await browser.Open($"/admin/data-refresh/engagements/{id}/reports/profit-and-loss?by=weeks");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Choose comparison, months, quarters or years", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Send(HttpMethod.Get, $"/api/data-refresh/engagements/{id}/reports/profit-and-loss?by=7")).StatusCode);
    }

    private static JsonElement? Line(JsonElement figures, string section) => figures.GetProperty("lines").EnumerateArray()
        .Where(l => l.GetProperty("section").GetString() == section && l.GetProperty("level").GetInt32() == 0).Select(l => (JsonElement?)l).FirstOrDefault();

    private static List<decimal?> Amounts(JsonElement? line) =>
        [.. line!.Value.GetProperty("amounts").EnumerateArray().Select(a => a.ValueKind == JsonValueKind.Null ? (decimal?)null : a.GetDecimal())];

    private static DateOnly Day(JsonElement column, string name) => DateOnly.FromDateTime(column.GetProperty(name).GetDateTime());

    private static decimal Moved(JsonElement truth, string type) => truth.GetProperty("lines").EnumerateArray()
        .Where(l => l.GetProperty("type").GetString() == type).Sum(l => l.GetProperty("debit").GetDecimal() - l.GetProperty("credit").GetDecimal());
}
