using System.Globalization;
using System.Net;
using System.Text.Json;
using DataRefresh.Tests.Exports;
using Identity.Memberships;
using Testing;

namespace DataRefresh.Tests.Reports;

[Collection(InWorld.Name)]
public sealed class DownloadTests(World world)
{
    [Fact]
    public async Task The_trial_balance_is_that_of_the_simulators_books_in_every_format()
    {
        var (office, id, company) = await world.Refreshed();
        var browser = await office.SignIn();

        var rows = (await browser.GetJson(Report(id, "json"))).EnumerateArray().ToList();
        var (from, to) = (rows[0].GetProperty("from").GetDateTime(), rows[0].GetProperty("to").GetDateTime());
        var books = await world.Simulator.Books(company, DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
        var debits = Totals(books, "debit");

        Assert.Equal(debits, rows.Sum(r => r.GetProperty("debit").GetDecimal()));
        Assert.Equal(debits, rows.Sum(r => r.GetProperty("credit").GetDecimal()));
        Assert.Equal(0, rows.Sum(r => r.GetProperty("closing").GetDecimal()));

        var sheet = Workbook.Rows(await (await browser.Send(HttpMethod.Get, Report(id, "xlsx"))).Content.ReadAsByteArrayAsync());
        var last = sheet[^1];
        Assert.Equal("Total", last.First(c => c is string));
        Assert.Equal(debits, last.OfType<double>().Select(Convert.ToDecimal).Skip(1).First());

        var csv = await (await browser.Send(HttpMethod.Get, Report(id, "csv"))).Content.ReadAsStringAsync();
        // Read from the right, where nothing is quoted: … debit, credit, closing, currency.
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(debits, lines.Sum(line => decimal.Parse(line.Split(',')[^4], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Who_may_not_see_the_engagement_gets_no_report_and_a_missing_one_looks_the_same()
    {
        var (office, id, _) = await world.Refreshed();
        var stranger = await (await world.NewOffice()).SignIn();
        var notOwn = await world.Host.People.SignIn(await world.Host.People.Staff(office.Firm, ProfileType.RelationshipManager));

        foreach (var browser in new[] { stranger, notOwn })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, Report(id, "xlsx"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, $"/api/data-refresh/engagements/{id}/reports")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, Report(Guid.NewGuid(), "xlsx"))).StatusCode);
        }
    }

    [Fact]
    public async Task Each_report_has_its_own_update_time_and_what_was_never_read_has_none()
    {
        var (office, id, _) = await world.Refreshed();
        var reports = await (await office.SignIn()).GetJson($"/api/data-refresh/engagements/{id}/reports");

        Assert.Equal(10, reports.GetProperty("reports").GetArrayLength());
        Assert.All(reports.GetProperty("reports").EnumerateArray(), p => Assert.NotEqual(JsonValueKind.Null, p.GetProperty("updatedAt").ValueKind));

        var (unread, _) = await office.Made("Never read");
        var none = await (await office.SignIn()).GetJson($"/api/data-refresh/engagements/{unread}/reports");
        Assert.Equal(0, none.GetProperty("reports").GetArrayLength());
    }

    private static string Report(Guid id, string format) => $"/api/data-refresh/engagements/{id}/reports/trial-balance.{format}";

    private static decimal Totals(JsonElement books, string column) =>
        books.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty(column).GetDecimal());
}
