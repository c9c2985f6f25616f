using DataRefresh.Reports;
using SharedKernel.Persistence;

namespace DataRefresh.Tests.Reports;

public sealed class StreamedPageTests
{
    private sealed record Row(string Id, int Key);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_row_is_on_one_page_in_order_forwards_and_back(bool falling)
    {
        var random = new Random(20261121);
        var rows = Enumerable.Range(0, 537).Select(number => new Row($"{number:D4}", random.Next(40))).ToList();
        var expected = rows.OrderBy(row => row.Key).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Id).ToList();
        if (falling)
            expected.Reverse();

        var pages = new List<List<string>>();
        string? after = null, previous = null;
        do
        {
            var page = (await Page(rows, falling, new PageRequest(after, Size: 50))).Value;
            pages.Add([.. page.Items.Select(row => row.Id)]);
            Assert.Equal((537, after is not null), (page.Total, page.Previous is not null));
            (after, previous) = (page.Next, page.Previous);
        }
        while (after is not null);
        Assert.Equal(expected, pages.SelectMany(page => page));

        for (var index = pages.Count - 2; index >= 0; index--)
        {
            var page = (await Page(rows, falling, new PageRequest(Before: previous, Size: 50))).Value;
            Assert.Equal(pages[index], page.Items.Select(row => row.Id));
            previous = page.Previous;
        }

        Assert.Null(previous);
    }

    [Fact]
    public async Task A_cursor_that_nobody_gave_out_is_refused()
    {
        Assert.Equal("bad-cursor", (await Page([new("1", 1)], false, new PageRequest("nonsense"))).Failure?.Code);
    }

    private static Task<SharedKernel.Results.Result<SharedKernel.Web.Page<Row>>> Page(IEnumerable<Row> rows, bool falling, PageRequest page) =>
        rows.ToAsyncEnumerable().ToPage(row => row.Key, row => row.Id, falling, page, default);
}
