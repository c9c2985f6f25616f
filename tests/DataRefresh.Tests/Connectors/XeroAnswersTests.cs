using System.Globalization;
using System.Net;
using System.Text;
using DataRefresh.Connectors;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Connectors;

/// <summary>Answers that the simulator does not give.</summary>
public sealed class XeroAnswersTests
{
    private const string Connected = $$"""[{"id":"{{XeroUnderTest.Tenant}}","tenantId":"{{XeroUnderTest.Tenant}}","tenantType":"ORGANISATION","tenantName":"Books"}]""";

    [Theory]
    [InlineData("/Date(1539993600000+0000)/", "2018-10-20")]
    [InlineData("/Date(1539993600000)/", "2018-10-20")]
    [InlineData("/Date(-86400000+0000)/", "1969-12-31")]
    [InlineData("2018-10-20T00:00:00", "2018-10-20")]
    [InlineData("2018-10-20", "2018-10-20")]
    [InlineData("/Date(99999999999999999999)/", null)]
    [InlineData("/Date()/", null)]
    [InlineData("20 Oct 2018", null)]
    [InlineData(null, null)]
    public void Days_come_in_two_ways(string? text, string? day) =>
        Assert.Equal(day, XeroRows.Day(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-11-22", "2024-12-31", "2026-11-01 1, 2026-10-01 12, 2025-10-01 11")]
    [InlineData("2026-02-10", "2025-12-31", "2026-02-01 1, 2026-01-01 2")]
    [InlineData("2026-12-31", "2026-01-01", "2026-12-01 12")]
    public void Months_are_asked_for_from_ends_that_are_whole_in_every_month(string last, string first, string expected) => Assert.Equal(
        expected,
        string.Join(", ", XeroMonths.Between(Day(first), Day(last)).Select(m => $"{m.Newest:yyyy-MM-dd} {m.Count}")));

    [Fact]
    public void A_profit_and_loss_is_read_by_its_titles_and_all_of_it()
    {
        var table = XeroTable.Of(new([new([
            Row("Header", "", "31 Oct 26", "30 Sep 26"),
            Section("Trading Income", Line("Sales", "a1", "100.00", "50.00"), Sum("Total Trading Income", "100.00", "50.00")),
            Section("Less Cost of Sales", Line("Purchases", "a2", "40.00", "20.00"), Sum("Total Cost of Sales", "40.00", "20.00")),
            Section("", Line("Gross Profit", null, "60.00", "30.00")),
            Section("Plus Other Income", Line("Interest", "a3", "1.50", ""), Sum("Total Other Income", "1.50", "0.00")),
            Section("Less Operating Expenses", Line("Rent", "a4", "(5.00)", "1,005.25"), Sum("Total Operating Expenses", "-5.00", "1005.25")),
            Section("", Line("Net Profit", null, "66.50", "-975.25")),
        ])]));

        var rows = XeroStatements.ProfitAndLoss(table, 0, new DateOnly(2026, 10, 1)).ToList();

        Assert.Equal(
            [
                (StatementSection.Income, 0, null, 100m, 0m), (StatementSection.Income, 1, "a1", 100m, 100m),
                (StatementSection.CostOfSales, 0, null, 40m, 0m), (StatementSection.CostOfSales, 1, "a2", 40m, 40m),
                (StatementSection.Expenses, 0, null, -5m, 0m), (StatementSection.Expenses, 1, "a4", -5m, -5m),
                (StatementSection.OtherIncome, 0, null, 1.5m, 0m), (StatementSection.OtherIncome, 1, "a3", 1.5m, 1.5m),
                (StatementSection.NetProfit, 0, null, 66.5m, 66.5m),
            ],
            rows.Select(row => (row.Section, row.Level, row.AccountId, row.Amount, row.OwnAmount)));
        Assert.All(rows, row => Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31)), (row.From, row.To)));
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => row.Line));
        Assert.Equal(1005.25m, XeroStatements.ProfitAndLoss(table, 1, new DateOnly(2026, 9, 1)).Single(row => row.AccountId == "a4").Amount);
    }

    [Theory]
    [InlineData("30 Oct 26")]
    [InlineData("30 Nov 26")]
    public void A_column_of_another_month_or_of_part_of_one_is_refused(string head) =>
        Assert.Throws<ConnectorException>(() => new XeroMonths(new DateOnly(2026, 10, 1), 1).Columns([head]));

    [Fact]
    public void Ages_go_by_due_dates_and_what_is_not_open_does_not_count()
    {
        var ageing = new XeroAgeing(new DateOnly(2026, 11, 22));
        foreach (var (due, amount, status, issued) in new[]
        {
            ("2026-12-31", 1m, "AUTHORISED", "2026-11-01"), ("2026-10-24", 2m, "AUTHORISED", "2026-10-01"), ("2026-10-23", 4m, "AUTHORISED", "2026-10-01"),
            ("2020-01-01", 8m, "AUTHORISED", "2020-01-01"), ("2026-11-01", 16m, "DRAFT", "2026-10-01"), ("2026-12-31", 32m, "AUTHORISED", "2026-11-23"),
        })
            ageing.Add(Invoice(due, amount, status, issued));

        Assert.Equal(
            [("2026-10-24", "2026-11-22", 3m), ("2026-09-24", "2026-10-23", 4m), (null, "2026-08-24", 8m)],
            ageing.Rows.Select(row => (row.From is null ? null : Iso(row.From.Value), Iso(row.To!.Value), row.Amount)));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once_and_what_is_refused_again_is_not_permitted()
    {
        var journals = new List<string>();
        await using var xero = new XeroUnderTest(new Canned(request =>
        {
            if (request.RequestUri!.AbsolutePath == "/connections")
                return (200, Connected);
            journals.Add(request.Headers.Authorization!.Parameter!);
            return (401, "{}");
        }));

        var (state, rows) = await xero.Fetch(DataSet.Ledger);

        Assert.Equal((DataSetState.NoPermission, 0), (state, rows.Count));
        Assert.Equal(["token-1", "token-2"], journals);
        Assert.Equal(1, xero.Token.Renewals);
    }

    [Fact]
    public async Task An_organisation_that_was_disconnected_ends_the_grant()
    {
        await using var xero = new XeroUnderTest(new Canned(request => request.RequestUri!.AbsolutePath == "/connections" ? (200, "[]") : (403, "{}")));

        Assert.Equal((Trouble.GrantRevoked, "grant-revoked"), Of(await xero.Fault(DataSet.Accounts)));
    }

    [Fact]
    public async Task A_grant_that_does_not_even_open_the_organisation_has_to_be_given_again()
    {
        await using var xero = new XeroUnderTest(new Canned(request => request.RequestUri!.AbsolutePath == "/connections" ? (200, Connected) : (403, "{}")));

        Assert.Equal((Trouble.GrantRevoked, "grant-missing"), Of(await xero.Fault(DataSet.Organisation)));
    }

    [Theory]
    [InlineData(DataSet.Ledger, """{"Journals":[{"JournalID":"a","JournalNumber":7,"JournalDate":"2026-01-01"},{"JournalID":"b","JournalNumber":7,"JournalDate":"2026-01-01"}]}""", "vendor-endless-pages")]
    [InlineData(DataSet.Ledger, """{"Journals":[{"JournalID":"a","JournalDate":"2026-01-01"}]}""", "vendor-endless-pages")]
    [InlineData(DataSet.Ledger, """{"Journals":[{"JournalID":"a","JournalNumber":1,"JournalDate":"yesterday"}]}""", "vendor-bad-json")]
    [InlineData(DataSet.SalesInvoices, """{"Invoices":[{"InvoiceID":"a","Type":"ACCREC"}],"pagination":{"page":1,"pageCount":9,"itemCount":900}}""", "vendor-endless-pages")]
    [InlineData(DataSet.SalesInvoices, """{"Invoices":[{"InvoiceID":"a","Type":"ACCREC"}],"pagination":{"page":1,"pageCount":1,"itemCount":2}}""", "vendor-missing-rows")]
    [InlineData(DataSet.SalesInvoices, """{"Invoices":[{"InvoiceID":"a"}],"pagination":{"page":1,"pageCount":99999999,"itemCount":1}}""", "vendor-endless-pages")]
    [InlineData(DataSet.Customers, """{"Contacts":[{"ContactID":"a"}]}""", "vendor-endless-pages")]
    [InlineData(DataSet.BalanceSheet, """{"Reports":[]}""", "vendor-bad-json")]
    [InlineData(DataSet.BalanceSheet, """{"Reports":[{"Rows":[{"RowType":"Header","Cells":[{"Value":""},{"Value":"31 Jan 2001"},{"Value":"31 Dec 2000"}]}]}]}""", "vendor-bad-json")]
    [InlineData(DataSet.ProfitAndLoss, """{"Reports":[{"Rows":[{"RowType":"Section"}]}]}""", "vendor-bad-json")]
    [InlineData(DataSet.Organisation, """{"Organisations":[]}""", "vendor-bad-json")]
    [InlineData(DataSet.Organisation, "<html>Sign in</html>", "vendor-html")]
    public async Task An_answer_that_cannot_be_true_becomes_no_rows(DataSet set, string answer, string code)
    {
        await using var xero = new XeroUnderTest(new Canned(_ => (200, answer)));

        Assert.Equal((Trouble.BadAnswer, code), Of(await xero.Fault(set)));
    }

    [Fact]
    public async Task An_app_that_called_too_often_leaves_all_organisations_in_peace()
    {
        await using var xero = new XeroUnderTest(new Canned(
            _ => (429, "{}"), headers =>
            {
                headers.Add("Retry-After", "600");
                headers.Add("X-Rate-Limit-Problem", "appminute");
            }));

        var first = await xero.Fault(DataSet.Accounts);
        var other = await Assert.ThrowsAsync<ConnectorException>(() => xero.Connector.Fetch(
            xero.PullOf() with { ExternalId = Guid.NewGuid().ToString() }, DataSet.Accounts, new RowList(), default));

        Assert.All([first, other], fault => Assert.Equal((Trouble.RateLimited, "vendor-rate-limited"), Of(fault)));
    }

    [Fact]
    public void A_consent_is_told_from_others_by_the_access_token()
    {
        static string Token(string claims) => $"e30.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

        Assert.Equal(Guid.Parse(XeroUnderTest.Tenant), XeroDoor.AuthEventOf(Token($$"""{"authentication_event_id":"{{XeroUnderTest.Tenant}}"}""")));
        Assert.Null(XeroDoor.AuthEventOf(Token("""{"authentication_event_id":7}""")));
        Assert.Null(XeroDoor.AuthEventOf(Token("[1]")));
        Assert.Null(XeroDoor.AuthEventOf("e30.!!.c2ln"));
        Assert.Null(XeroDoor.AuthEventOf("opaque"));
    }

    [Fact]
    public void Secrets_do_not_print_themselves()
    {
        var app = new XeroOptions { ClientId = "an-app", ClientSecret = "hush" };

        foreach (var text in new[] { app.ToString(), app.App().ToString(), new TokenPair("hush", "hush").ToString(), new LiveToken("hush", Guid.Empty).ToString(), new FirmKey("hush").ToString() })
            Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
    }

    private static (Trouble, string) Of(ConnectorException fault) => (fault.Trouble, fault.Code);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static XeroReportRow Row(string type, params string[] cells) => new(type, null, [.. cells.Select(cell => new XeroCell(cell, null))], null);

    private static XeroReportRow Section(string title, params XeroReportRow[] rows) => new("Section", title, null, [.. rows]);

    private static XeroReportRow Sum(string name, params string[] amounts) => Row("SummaryRow", [name, .. amounts]);

    private static XeroReportRow Line(string name, string? account, params string[] amounts) =>
        new("Row", null, [.. amounts.Prepend(name).Select(text => new XeroCell(text, account is null ? null : [new("account", account)]))], null);

    private static XeroInvoice Invoice(string due, decimal amount, string status, string issued) => new(
        Guid.NewGuid().ToString(), "ACCREC", null, null, new("c1", null, "Customer", null, null, null, null, null, null, null, null, null, null),
        null, issued, null, due, null, status, null, "EUR", null, null, null, amount, amount, null, null, null);

    /// <summary>Answers as the test says.</summary>
    private sealed class Canned(Func<HttpRequestMessage, (int Status, string Body)> answer, Action<System.Net.Http.Headers.HttpResponseHeaders>? shape = null) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer(request);
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            shape?.Invoke(response.Headers);
            return Task.FromResult(response);
        }
    }
}
