using System.Globalization;
using System.Net;
using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Snapshots;
using Engagements.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace DataRefresh.Tests.Reports;

[Collection(InWorld.Name)]
public sealed class ReportPagesTests(World world)
{
    private static readonly string[] Pages =
        ["aged-receivables", "aged-payables", "customers", "suppliers", "sales-invoices", "purchase-invoices", "sales-invoices/lines?invoice=1"];

    [Fact]
    public async Task Every_report_says_when_its_own_data_arrived_and_gives_itself_in_three_formats()
    {
        var (office, id, _) = await world.Refreshed();
        var browser = await office.SignIn();

        var list = await browser.Open(Reports(id));
        var lines = list.Document.QuerySelectorAll("tr[data-report]");
        Assert.Equal(10, lines.Length);
        foreach (var line in lines)
        {
            Assert.NotNull(line.QuerySelector("time"));
            foreach (var link in line.QuerySelectorAll("a[download]"))
                Assert.Equal(HttpStatusCode.OK, (await browser.Send(HttpMethod.Get, link.GetAttribute("href")!)).StatusCode);
        }
    }

    [Theory]
    [InlineData("aged-receivables")]
    [InlineData("aged-payables")]
    public async Task Aged_balances_sum_to_what_the_file_says_and_each_party_has_one_row(string report)
    {
        var (office, id, _) = await world.Refreshed();
        var browser = await office.SignIn();
        var balances = (await browser.GetJson(File(id, report))).EnumerateArray().ToList();
        var parties = balances.Select(b => b.GetProperty("partyName").GetString()).Distinct().Count();

        var page = await browser.Open($"{Reports(id)}/{report}");
        var total = page.Document.QuerySelector("tr.total")!.QuerySelectorAll("td.amount")[^1].TextContent.Trim();
        Assert.Equal(balances.Sum(b => b.GetProperty("amount").GetDecimal()), decimal.Parse(total, CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal(parties, page.Document.QuerySelectorAll("tbody tr:not(.total)").Length);

        var first = page.Document.QuerySelector("tbody td.lead")!.TextContent.Trim();
        var found = await browser.Open($"{Reports(id)}/{report}?search={Uri.EscapeDataString(first.ToUpperInvariant())}");
        Assert.Equal([first], found.Document.QuerySelectorAll("tbody tr:not(.total) td.lead").Select(td => td.TextContent.Trim()).Distinct());
    }

    [Fact]
    public async Task Invoices_are_found_by_status_date_and_name_and_their_sums_follow()
    {
        var (office, id, _) = await world.Refreshed();
        var browser = await office.SignIn();
        var invoices = Invoices(await browser.GetJson(File(id, "purchase-invoices")));
        var counted = invoices.Where(i => i.Status is not ("Draft" or "Void")).ToList();

        var all = await browser.Open($"{Reports(id)}/purchase-invoices");
        Assert.Contains($"{invoices.Count:N0} in all", all.Text, StringComparison.Ordinal);
        Assert.Equal(counted.Sum(i => i.Total), Sum(all));

        var unpaid = await browser.Open($"{Reports(id)}/purchase-invoices?status=unpaid");
        Assert.Equal(counted.Where(i => i.Due != 0).Sum(i => i.Total), Sum(unpaid));

        var some = invoices[invoices.Count / 2];
        var day = await browser.Open($"{Reports(id)}/purchase-invoices?from={some.Issued}&to={some.Issued}&search={some.Number}");
        Assert.Equal([some.Number], day.Document.QuerySelectorAll("tbody td.lead").Select(td => td.TextContent.Trim()));

        var bad = await browser.Send(HttpMethod.Get, $"{Reports(id)}/purchase-invoices?from=yesterday");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
    }

    [Fact]
    public async Task An_invoice_opens_with_its_lines_and_the_accounts_they_are_on()
    {
        var (office, id, _) = await world.Refreshed();
        var browser = await office.SignIn();
        var rows = (await browser.GetJson(File(id, "sales-invoices"))).EnumerateArray().ToList();
        var invoice = rows[0].GetProperty("id").GetString()!;
        var lines = rows.Where(row => row.GetProperty("id").GetString() == invoice).ToList();

        var page = await browser.Open($"{Reports(id)}/sales-invoices/lines?invoice={Uri.EscapeDataString(invoice)}");
        Assert.Equal(
            lines.Select(line => line.GetProperty("lineDescription").GetString()),
            page.Document.QuerySelectorAll("tbody td.lead").Select(td => td.TextContent.Trim()));
        Assert.All(page.Document.QuerySelectorAll("tbody a"), link => Assert.StartsWith($"{Reports(id)}/general-ledger?account=", link.GetAttribute("href"), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"{Reports(id)}/sales-invoices/lines?invoice=none")).Status);
    }

    [Fact]
    public async Task A_report_that_was_never_read_says_so_and_has_no_file()
    {
        var (office, id, _) = await world.Refreshed(RequestedScope.SpendDetail);
        var browser = await office.SignIn();

        var page = await browser.Open($"{Reports(id)}/aged-receivables");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("This report has not been read yet", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, File(id, "aged-receivables"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, File(id, "no-such-report"))).StatusCode);
    }

    [Fact]
    public async Task A_report_whose_data_could_not_be_read_the_last_time_keeps_what_it_had()
    {
        var (office, id, _) = await world.Refreshed();
        var browser = await office.SignIn();
        var before = await browser.GetJson(File(id, "suppliers"));
        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                var last = await db.Snapshots.AsNoTracking().Include(s => s.Parts).SingleAsync(s => s.EngagementId == id);
                var next = new Snapshot { FirmId = office.FirmId, EngagementId = id, RefreshId = Guid.NewGuid(), TakenAt = last.TakenAt.AddDays(1), From = last.From, To = last.To };
                next.Parts.AddRange(last.Parts.Select(p => p.DataSet == DataSet.Suppliers
                    ? new StoredPart { SnapshotId = next.Id, FirmId = p.FirmId, DataSet = p.DataSet, State = DataSetState.NoPermission }
                    : new StoredPart { SnapshotId = next.Id, FirmId = p.FirmId, DataSet = p.DataSet, State = p.State, Hash = p.Hash, Rows = p.Rows, Bytes = p.Bytes }));
                db.Snapshots.Add(next);
                (await db.Rows.SingleAsync(r => r.EngagementId == id)).Succeeded(next.TakenAt, next.Id, next.From, next.To);
                await db.SaveChangesAsync();
            },
            office.FirmId);

        var reports = (await browser.GetJson($"/api/data-refresh/engagements/{id}/reports")).GetProperty("reports").EnumerateArray().ToDictionary(r => r.GetProperty("name").GetString()!);
        Assert.True(reports["suppliers"].GetProperty("updatedAt").GetDateTimeOffset() < reports["customers"].GetProperty("updatedAt").GetDateTimeOffset());
        Assert.Equal("NoPermission", reports["suppliers"].GetProperty("lastState").GetString());
        Assert.Equal(before.GetRawText(), (await browser.GetJson(File(id, "suppliers"))).GetRawText());
        Assert.Contains("Older than the last refresh", (await browser.Open(Reports(id))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_engagement_finds_no_report_page_and_a_missing_one_looks_the_same()
    {
        var (office, id, _) = await world.Refreshed();
        var stranger = await (await world.NewOffice()).SignIn();
        var notOwn = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));

        foreach (var browser in new[] { stranger, notOwn })
        {
            foreach (var page in Pages)
            {
                var theirs = await browser.Open($"{Reports(id)}/{page}");
                var none = await browser.Open($"{Reports(Guid.NewGuid())}/{page}");
                Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, none.Text), (theirs.Status, none.Status, theirs.Text));
            }
        }
    }

    private static string Reports(Guid id) => $"/admin/data-refresh/engagements/{id}/reports";

    private static string File(Guid id, string report) => $"/api/data-refresh/engagements/{id}/reports/{report}.json";

    private static decimal Sum(WebPage page) => page.Document.QuerySelectorAll(".report-summary > div:first-child tbody tr")
        .Sum(row => decimal.Parse(row.QuerySelectorAll("td")[2].TextContent.Trim(), CultureInfo.GetCultureInfo("en-GB")));

    private static List<(string Number, string Status, string Issued, decimal Total, decimal Due)> Invoices(JsonElement rows) =>
    [
        .. rows.EnumerateArray().DistinctBy(row => row.GetProperty("id").GetString()).Select(row => (
            row.GetProperty("number").GetString()!, row.GetProperty("status").GetString()!, row.GetProperty("issuedOn").GetString()!,
            row.GetProperty("total").GetDecimal(), row.GetProperty("due").GetDecimal())),
    ];
}
