using System.Net;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class RefreshTests
{
    private static readonly string Company = Vendor.Prebuilt(2);

    [Fact]
    public async Task A_data_set_never_fetched_is_a_conflict()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        var error = await vendor.DataAsync(Company, "data/invoices", HttpStatusCode.Conflict);
        Assert.Equal("The data set has not been requested.", error.Text("error"));
        Assert.False((await vendor.DataAsync(Company, "reports/agedDebtor/available")).GetValue<bool>());
        await vendor.DataAsync(Company, "reports/agedDebtor", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_fetch_is_queued_first_and_complete_after_the_delay()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(options => options with { FetchDelayMilliseconds = 1_000 }, clock);
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        var early = (await vendor.DataAsync(Company, "dataStatus"))["journalEntries"]!;
        Assert.Equal("Queued", early.Text("currentStatus"));
        await vendor.DataAsync(Company, "data/journalEntries", HttpStatusCode.Conflict);

        clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal("Fetching", (await vendor.DataAsync(Company, "dataStatus"))["journalEntries"]!.Text("currentStatus"));
        clock.Advance(TimeSpan.FromMilliseconds(500));
        var late = (await vendor.DataAsync(Company, "dataStatus"))["journalEntries"]!;
        Assert.Equal("Complete", late.Text("currentStatus"));
        Assert.Equal(late.Text("latestSyncId"), late.Text("latestSuccessfulSyncId"));
        var operation = await vendor.DataAsync(Company, $"data/history/{late.Text("latestSyncId")}");
        Assert.True(operation["isCompleted"]!.GetValue<bool>());
        await vendor.DataAsync(Company, "data/journalEntries");
    }

    [Fact]
    public async Task New_transactions_are_dated_on_the_day_of_the_refresh_and_history_stays_as_it_was()
    {
        var clock = new HandClock();
        await using var host = await SimulatorHost.StartAsync(clock: clock);
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        var first = (await vendor.AllAsync(Company, "journalEntries")).ToDictionary(entry => entry.Text("id"), entry => entry.ToJsonString());
        clock.Advance(TimeSpan.FromDays(40));
        await vendor.RefreshAsync(Company);
        var second = await vendor.AllAsync(Company, "journalEntries");
        Assert.All(
            second.Where(entry => !first.ContainsKey(entry.Text("id"))),
            entry => Assert.Equal("2026-12-31T00:00:00", entry.Text("postedOn")));
        Assert.Equal(first.Values.Order(), second.Select(entry => entry.ToJsonString()).Where(first.Values.Contains).Order());
    }

    [Fact]
    public async Task One_data_type_is_fetched_alone()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        var operation = (await vendor.PostAsync($"/codat/companies/{Company}/data/queue/customers"))!;
        Assert.Equal("customers", operation.Text("dataType"));
        await vendor.DataAsync(Company, "data/customers");
        await vendor.DataAsync(Company, "data/suppliers", HttpStatusCode.Conflict);
        await vendor.PostAsync($"/codat/companies/{Company}/data/queue/horoscopes", expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Two_reads_differ_after_a_refresh_and_still_balance()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        var first = await vendor.AllAsync(Company, "journalEntries");
        await vendor.RefreshAsync(Company);
        var second = await vendor.AllAsync(Company, "journalEntries");

        Assert.True(second.Count > first.Count);
        Assert.All(second, entry => Assert.Equal(0, entry["journalLines"]!.AsArray().Sum(line => line!.Amount("netAmount"))));
        Assert.Equal(2, (await vendor.BooksAsync(Company))["revision"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(25)]
    public async Task A_trial_balance_derived_from_the_pages_equals_the_control_totals(int number)
    {
        var company = Vendor.Prebuilt(number);
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(company);
        var codes = (await vendor.AllAsync(company, "accounts")).ToDictionary(account => account.Text("id"), account => account.Text("nominalCode"));
        var sums = (await vendor.AllAsync(company, "journalEntries", pageSize: 500))
            .SelectMany(entry => entry["journalLines"]!.AsArray())
            .GroupBy(line => codes[line!["accountRef"]!.Text("id")])
            .ToDictionary(group => group.Key, group => group.Sum(line => line!.Amount("netAmount")));
        foreach (var line in (await vendor.BooksAsync(company))["lines"]!.AsArray())
            Assert.Equal(line!.Amount("closing"), sums.GetValueOrDefault(line!.Text("code")));
    }

    [Fact]
    public async Task Account_balances_documents_and_ageing_agree_with_each_other()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        var receivable = (await vendor.AllAsync(Company, "accounts")).Single(account => account.Text("nominalCode") == "1100");
        var due = (await vendor.AllAsync(Company, "invoices")).Sum(invoice => invoice.Amount("amountDue"));
        var aged = (await vendor.DataAsync(Company, "reports/agedDebtor"))["data"]!.AsArray()
            .SelectMany(debtor => debtor!["agedCurrencyOutstanding"]![0]!["agedOutstandingAmounts"]!.AsArray())
            .Sum(bucket => bucket!.Amount("amount"));
        Assert.Equal(receivable.Amount("currentBalance"), due);
        Assert.Equal(due, aged);
    }

    [Fact]
    public async Task Invoices_are_filtered_and_ordered()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        var query = Uri.EscapeDataString("status=Paid && totalAmount>=1000 || status=PartiallyPaid");
        var amounts = (await vendor.DataAsync(Company, $"data/invoices?query={query}&orderBy=-totalAmount"))["results"]!.AsArray()
            .Select(invoice => invoice!.Amount("totalAmount")).ToList();
        Assert.NotEmpty(amounts);
        Assert.Equal(amounts.OrderDescending(), amounts);
    }

    [Fact]
    public async Task Statements_go_back_from_the_newest_period_and_tie_out()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        var sheets = (await vendor.DataAsync(Company, "data/financials/balanceSheet?periodLength=1&periodsToCompare=24"))["reports"]!.AsArray();
        Assert.Equal(24, sheets.Count);
        Assert.True(string.CompareOrdinal(sheets[0]!.Text("date"), sheets[1]!.Text("date")) > 0);
        Assert.All(sheets, sheet => Assert.Equal(sheet!.Amount("netAssets"), sheet!["equity"]!.Amount("value")));

        var profits = (await vendor.DataAsync(Company, "data/financials/profitAndLoss?periodLength=1&periodsToCompare=24"))["reports"]!.AsArray();
        for (var index = 0; index + 1 < 24; index++)
        {
            var change = sheets[index]!.Amount("netAssets") - sheets[index + 1]!.Amount("netAssets");
            Assert.Equal(change, profits[index]!.Amount("netProfit"));
        }

        await vendor.DataAsync(Company, "data/financials/balanceSheet", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_transaction_posted_by_hand_appears_with_the_next_refresh()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        await vendor.PostAsync($"/control/companies/{Company}/post", new { description = "A van", debit = "0400", credit = "1400", amount = 25000.5m });
        Assert.Empty(Posted(await vendor.AllAsync(Company, "journalEntries")));
        await vendor.RefreshAsync(Company);
        var entry = Assert.Single(Posted(await vendor.AllAsync(Company, "journalEntries")));
        Assert.Equal(25000.5m, entry["journalLines"]![0]!.Amount("netAmount"));
    }

    [Fact]
    public async Task A_withdrawn_grant_ends_fetches_in_an_authorisation_error_and_keeps_old_data()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        await vendor.RefreshAsync(Company);
        await vendor.PostAsync($"/control/companies/{Company}/link", new { state = "Deauthorized" });
        await vendor.RefreshAsync(Company);
        Assert.Equal("AuthError", (await vendor.DataAsync(Company, "dataStatus"))["bills"]!.Text("currentStatus"));
        Assert.Equal("Deauthorized", (await vendor.DataAsync(Company, "connections"))["results"]![0]!.Text("status"));
        await vendor.DataAsync(Company, "data/bills");

        await vendor.PostAsync($"/control/companies/{Company}/link", new { state = "Unlinked" });
        await vendor.DataAsync(Company, "data/bills", HttpStatusCode.NotFound);
        await vendor.PostAsync($"/codat/companies/{Company}/data/all", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_pending_company_has_no_data_yet()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        var id = (await vendor.PostAsync("/codat/companies", new { name = "Pending" }))!.Text("id");
        await vendor.PostAsync($"/control/companies/{id}/link", new { state = "PendingAuth", package = "Xero" });
        await vendor.DataAsync(id, "data/accounts", HttpStatusCode.Conflict);
        await vendor.PostAsync($"/codat/companies/{id}/data/all", expected: HttpStatusCode.NotFound);
    }

    private static IEnumerable<JsonNode> Posted(IEnumerable<JsonNode> entries) => entries.Where(entry => entry.Text("description") == "A van");
}
