using System.Globalization;
using DataRefresh.Tests.Exports;

namespace DataRefresh.Tests.Statements;

[Collection(InWorld.Name)]
public sealed class StatementFileTests(World world)
{
    [Theory]
    [InlineData("profit-and-loss", "NetProfit")]
    [InlineData("balance-sheet", "NetAssets")]
    public async Task A_column_for_each_month_has_the_amounts_of_the_stored_rows(string report, string total)
    {
        var books = await RefreshedBooks.Of(world);
        var raw = (await books.Browser.GetJson(books.Json($"{report}.json"))).EnumerateArray()
            .Where(row => row.GetProperty("section").GetString() == total)
            .OrderBy(row => row.GetProperty("to").GetDateTime())
            .Select(row => row.GetProperty("amount").GetDecimal()).ToList();

        var csv = (await (await books.Browser.Send(HttpMethod.Get, books.Json($"{report}.csv"))).Content.ReadAsStringAsync())
            .TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var sheet = Workbook.Rows(await (await books.Browser.Send(HttpMethod.Get, books.Json($"{report}.xlsx"))).Content.ReadAsByteArrayAsync());

        // Nothing is quoted in the headings and in the last line, which is the total.
        var (headings, last) = (csv[0].Split(','), csv[^1].Split(','));
        Assert.Equal(["Section", "Level", "Code", "Account"], headings[..4]);
        Assert.Matches(@"^20\d\d-\d\d", headings[4]);
        Assert.Equal(raw, last[4..^1].Select(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)));
        Assert.Contains(csv, line => line.Split(',') is [_, "1" or "2", { Length: > 0 }, ..]);
        Assert.Equal(raw, sheet[^1][4..].OfType<double>().Select(Convert.ToDecimal));
    }
}
