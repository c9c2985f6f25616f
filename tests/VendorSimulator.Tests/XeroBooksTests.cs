using System.Globalization;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

/// <summary>What the resources of one organisation say must be one and the same books.</summary>
public sealed class XeroBooksTests
{
    private const string Api = "api.xro/2.0";

    [Theory]
    [InlineData(1, "2026-10-31")]
    [InlineData(3, "2026-11-21")]
    [InlineData(6, "2026-09-15")]
    [InlineData(25, "2026-11-30")]
    public async Task Trial_balance_journals_and_the_control_books_agree_account_by_account(int number, string date)
    {
        await using var host = await SimulatorHost.StartAsync(clock: new HandClock());
        var reader = await Reader.OpenAsync(host, number);
        var truth = (await host.As("key").BooksAsync(reader.Tenant, $"?from={date}&to={date}&basis=year"))["lines"]!.AsArray()
            .ToDictionary(line => line!.Text("name"), line => line!.Amount("closing"));

        var trial = Rows(await reader.ReportAsync("TrialBalance", $"?date={date}")).ToList();
        var shown = trial.Where(row => row.Account is not null).ToDictionary(row => row.Account!, row => Amount(row.Cells[2]) - Amount(row.Cells[3]));
        var names = (await reader.GetAsync("Accounts"))["Accounts"]!.AsArray().ToDictionary(account => account!.Text("AccountID"), account => account!.Text("Name"));
        Assert.NotEmpty(shown);
        Assert.All(truth, pair => Assert.Equal(pair.Value, shown.GetValueOrDefault(names.Single(name => name.Value == pair.Key).Key)));
        var totals = trial.Single(row => row.Title == "Total").Cells;
        Assert.Equal((totals[0], totals[2]), (totals[1], totals[3]));

        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var journals = await reader.JournalsAsync();
        Assert.All(journals, journal => Assert.Equal(0, journal["JournalLines"]!.AsArray().Sum(line => line!.Amount("NetAmount"))));
        var booked = journals.Where(journal => Day(journal.Text("JournalDate")) <= day)
            .SelectMany(journal => journal["JournalLines"]!.AsArray())
            .GroupBy(line => line!.Text("AccountID"))
            .ToDictionary(group => names[group.Key], group => group.Sum(line => line!.Amount("NetAmount")));
        var raw = (await host.As("key").BooksAsync(reader.Tenant, $"?from={date}&to={date}"))["lines"]!.AsArray();
        Assert.All(raw, line => Assert.Equal(line!.Amount("closing"), booked.GetValueOrDefault(line!.Text("name"))));
    }

    [Fact]
    public async Task Open_invoices_and_bills_equal_the_control_accounts_of_the_balance_sheet()
    {
        await using var host = await SimulatorHost.StartAsync(clock: new HandClock());
        var reader = await Reader.OpenAsync(host, 6);
        var sheet = Rows(await reader.ReportAsync("BalanceSheet", "?date=2026-11-21")).ToList();
        foreach (var (type, account) in new[] { ("ACCREC", "Trade debtors"), ("ACCPAY", "Trade creditors") })
        {
            var where = Uri.EscapeDataString($"Type==\"{type}\"");
            var open = await reader.PagesAsync("Invoices", $"where={where}&Statuses=AUTHORISED,PAID", 7);
            Assert.Equal(Amount(sheet.Single(row => row.Title == account).Cells[0]), open.Sum(invoice => invoice.Amount("AmountDue")));
            Assert.All(open, invoice => Assert.Equal(
                invoice.Amount("Total"), invoice["LineItems"]!.AsArray().Sum(line => line!.Amount("LineAmount") + line!.Amount("TaxAmount"))));
            Assert.All(open, invoice => Assert.Equal(
                invoice.Amount("AmountPaid"), invoice["Payments"]!.AsArray().Sum(payment => payment!.Amount("Amount"))));
        }

        var all = (await reader.GetAsync("Invoices"))["Invoices"]!.AsArray();
        Assert.Equal(2, all.Count(invoice => invoice!.Text("Status") == "DRAFT"));
        Assert.Equal(2, all.Count(invoice => invoice!.Text("Status") == "VOIDED"));
        Assert.All(all, invoice => Assert.Empty(invoice!["LineItems"]!.AsArray()));
    }

    [Fact]
    public async Task Statements_balance_and_their_result_is_one_figure()
    {
        await using var host = await SimulatorHost.StartAsync(clock: new HandClock());
        var reader = await Reader.OpenAsync(host, 1);
        var organisation = (await reader.GetAsync("Organisation"))["Organisations"]![0]!;
        var yearEnd = new DateOnly(2026, organisation["FinancialYearEndMonth"]!.GetValue<int>(), organisation["FinancialYearEndDay"]!.GetValue<int>());
        var from = yearEnd < new DateOnly(2026, 10, 31) ? yearEnd.AddDays(1) : yearEnd.AddYears(-1).AddDays(1);

        var sheet = await reader.ReportAsync("BalanceSheet", "?date=2026-10-05&periods=11&timeframe=MONTH");
        var columns = sheet["Rows"]![0]!["Cells"]!.AsArray().Skip(1).Select(cell => cell!.Text("Value")).ToList();
        Assert.Equal(("31 Oct 2026", "30 Sep 2026", 12), (columns[0], columns[1], columns.Count));
        var rows = Rows(sheet).ToList();
        Assert.Equal(rows.Single(row => row.Title == "Net Assets").Cells, rows.Single(row => row.Title == "Total Equity").Cells);

        var profit = Rows(await reader.ReportAsync("ProfitAndLoss", $"?fromDate={from:yyyy-MM-dd}&toDate=2026-10-31")).ToList();
        Assert.Equal(rows.Single(row => row.Title == "Current Year Earnings").Cells[0], profit.Single(row => row.Title == "Net Profit").Cells[0]);

        var months = Rows(await reader.ReportAsync("ProfitAndLoss", "?fromDate=2026-10-01&toDate=2026-10-31&periods=2&timeframe=MONTH")).ToList();
        var quarter = Rows(await reader.ReportAsync("ProfitAndLoss", "?fromDate=2026-08-01&toDate=2026-10-31")).ToList();
        Assert.Equal(
            Amount(quarter.Single(row => row.Title == "Net Profit").Cells[0]),
            months.Single(row => row.Title == "Net Profit").Cells.Sum(Amount));
    }

    [Fact]
    public async Task A_correction_is_reversed_and_written_again_and_numbers_stay()
    {
        await using var host = await SimulatorHost.StartAsync(clock: new HandClock());
        var reader = await Reader.OpenAsync(host, 6);
        var before = await reader.JournalsAsync();
        for (var day = 0; day < 6; day++)
            using (await reader.Client.ControlAsync(HttpMethod.Post, $"companies/{reader.Tenant}/advance")) { }

        var after = await reader.JournalsAsync();
        Assert.True(after.Count > before.Count);
        Assert.Equal(before.Select(journal => journal.ToJsonString()), after.Take(before.Count).Select(journal => journal.ToJsonString()));
        Assert.Equal(Enumerable.Range(1, after.Count), after.Select(journal => journal["JournalNumber"]!.GetValue<int>()));
        Assert.Equal(after.Count, after.Select(journal => journal.Text("JournalID")).Distinct().Count());
        Assert.Contains(after.GroupBy(journal => journal.Text("SourceID")), group => group.Count() >= 3);

        var owed = after.SelectMany(journal => journal["JournalLines"]!.AsArray())
            .Where(line => line!.Text("AccountName") == "Trade creditors").Sum(line => line!.Amount("NetAmount"));
        var sheet = Rows(await reader.ReportAsync("BalanceSheet", "")).ToList();
        Assert.Equal(-Amount(sheet.Single(row => row.Title == "Trade creditors").Cells[0]), owed);
    }

    [Fact]
    public async Task Only_what_changed_since_a_moment_is_read_again()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var reader = await Reader.OpenAsync(host, 6);
        var since = clock.GetUtcNow();
        Assert.Empty((await reader.SinceAsync("Invoices", since.AddDays(1)))["Invoices"]!.AsArray());
        clock.Advance(TimeSpan.FromDays(2));
        using (await reader.Client.ControlAsync(HttpMethod.Post, $"companies/{reader.Tenant}/advance")) { }
        reader = await Reader.OpenAsync(host, 6);
        var changed = (await reader.SinceAsync("Invoices", since.AddDays(1)))["Invoices"]!.AsArray();
        Assert.NotEmpty(changed);
        Assert.True(changed.Count < (await reader.GetAsync("Invoices"))["Invoices"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("Invoices?where=Colour%3D%3D%22red%22")]
    [InlineData("Invoices?where=Type.StartsWith(%22A%22)")]
    [InlineData("Invoices?page=0")]
    [InlineData("Journals?offset=-1")]
    [InlineData("Reports/TrialBalance?date=soon")]
    [InlineData("Reports/BalanceSheet?periods=13")]
    [InlineData("Reports/BalanceSheet?timeframe=WEEK")]
    [InlineData("Reports/ProfitAndLoss?fromDate=2025-01-01&toDate=2026-10-31")]
    [InlineData("Reports/TrialBalance?paymentsOnly=true")]
    public async Task What_cannot_be_answered_is_refused_and_never_ignored(string path)
    {
        await using var host = await SimulatorHost.StartAsync(clock: new HandClock());
        var reader = await Reader.OpenAsync(host, 6);
        using var answer = await reader.Client.CallAsync($"{Api}/{path}", reader.Token, reader.Tenant);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_does_not_ask_for_JSON_gets_XML()
    {
        await using var host = await SimulatorHost.StartAsync();
        var reader = await Reader.OpenAsync(host, 6);
        using var answer = await reader.Client.CallAsync($"{Api}/Organisation", reader.Token, reader.Tenant, accept: "*/*");
        Assert.Equal("text/xml", answer.Content.Headers.ContentType!.MediaType);
    }

    private static decimal Amount(string text) => text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text[6..^7], CultureInfo.InvariantCulture)).UtcDateTime);

    private static IEnumerable<Row> Rows(JsonNode report) => report["Rows"]!.AsArray()
        .SelectMany(section => section!["Rows"]?.AsArray() ?? [])
        .Select(row => row!["Cells"]!.AsArray())
        .Select(cells => new Row(
            cells[0]!.Text("Value"),
            cells[0]!["Attributes"]?[0]!.Text("Value"),
            [.. cells.Skip(1).Select(cell => cell!.Text("Value"))]));

    private sealed record Row(string Title, string? Account, IReadOnlyList<string> Cells);

    private sealed record Reader(XeroClient Client, string Token, string Tenant)
    {
        public static async Task<Reader> OpenAsync(SimulatorHost host, int number)
        {
            var client = new XeroClient(host);
            using var roomy = await client.ControlAsync(HttpMethod.Put, "xero/settings", new { callsPerMinute = 10_000 });
            var grant = await client.GrantAsync(Vendor.Prebuilt(number));
            return new Reader(client, grant["tokens"]!.Text("access_token"), Vendor.Prebuilt(number));
        }

        public Task<JsonNode> GetAsync(string path) => Client.GetAsync($"{Api}/{path}", Token, Tenant);

        public async Task<JsonNode> ReportAsync(string name, string query) => (await GetAsync($"Reports/{name}{query}"))["Reports"]![0]!;

        public async Task<List<JsonNode>> JournalsAsync()
        {
            var journals = new List<JsonNode>();
            while ((await GetAsync($"Journals?offset={journals.Count}"))["Journals"]!.AsArray() is { Count: > 0 } page)
                journals.AddRange(page.Select(journal => journal!));
            return journals;
        }

        public async Task<List<JsonNode>> PagesAsync(string name, string query, int pageSize)
        {
            var items = new List<JsonNode>();
            for (var page = 1; ; page++)
            {
                var answer = await GetAsync($"{name}?{query}&page={page}&pageSize={pageSize}");
                items.AddRange(answer[name]!.AsArray().Select(item => item!));
                if (page >= answer["pagination"]!["pageCount"]!.GetValue<int>())
                    return items;
            }
        }

        public async Task<JsonNode> SinceAsync(string path, DateTimeOffset since)
        {
            Client.Http.DefaultRequestHeaders.Remove("If-Modified-Since");
            Client.Http.DefaultRequestHeaders.TryAddWithoutValidation("If-Modified-Since", since.ToString("O"));
            try
            {
                return await GetAsync(path);
            }
            finally
            {
                Client.Http.DefaultRequestHeaders.Remove("If-Modified-Since");
            }
        }
    }
}
