using DataRefresh.Connectors;
using DataRefresh.Ledgers;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Snapshots;

namespace DataRefresh.Tests.Ledgers;

/// <summary>Whatever is passed over or summed from the index, a page is what reading every line would give.</summary>
public sealed class LedgerScanTests : IDisposable
{
    private static readonly DateOnly Start = new(2025, 1, 1);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_and_sums_are_those_of_the_lines(bool inOrderOfDays)
    {
        var random = new Random(13);
        var rows = Enumerable.Range(0, 15_000).Select(number => SnapshotTests.Row(number) with
        {
            Date = Start.AddDays(inOrderOfDays ? number / 25 : random.Next(600)),
            AccountId = random.Next(200) is var account and > 0 ? $"account-{(account < 100 ? 1 : account)}" : null,
            Description = number % 9 == 0 ? $"Żółw INV-{number:d7}" : $"Invoice INV-{number:d7}",
            Amount = random.Next(-100_000, 100_000) / 100m,
        }).ToList();
        var part = await folder.Writer.Write(folder.Firm, DataSet.Ledger, async sink =>
        {
            foreach (var row in rows)
                await sink.Add(row, default);
            return DataSetState.Stored;
        }, default);

        string?[] accounts = [null, "account-1", "account-150", "no-account", "unheard of"];
        foreach (var account in accounts)
        {
            foreach (var (from, to) in new[] { (0, 600), (0, 99), (250, 310), (599, 599), (700, 800) })
                foreach (var skip in new[] { 0, 100, 5_000 })
                    await Compare(account, null, Start.AddDays(from), Start.AddDays(to), skip);
            foreach (var search in new[] { "inv-0012", "ZOLW inv-001", "Жук", "nothing like it" })
                await Compare(account, search, Start, Start.AddDays(310), 100);
        }

        async Task Compare(string? account, string? search, DateOnly from, DateOnly to, int skip)
        {
            var filter = LedgerFilter.Of(account, $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}", search).Filter!;
            var sumFrom = account is null ? (DateOnly?)null : Start.AddDays(30);
            var scan = new LedgerScan(filter, skip, 100, sumFrom);
            await foreach (var piece in folder.Reader.ReadLedger(folder.Firm, part, scan.UseOf, filter.Sieve, default))
                if (!scan.Take(piece))
                    break;

            var wanted = rows.FindAll(filter.Wants);
            var what = $"{account}, {search}, {from} to {to}, {skip}";
            Assert.True(wanted.Skip(skip).Take(100).SequenceEqual(scan.Page.Select(line => line.Row)), what);
            Assert.True(wanted.Count > skip + 100 == scan.HasMore, what);
            if (search is not null)
                return;
            Assert.Equal(wanted.Count, scan.Wanted.Lines);
            Assert.Equal(wanted.Sum(row => row.Amount), scan.Wanted.Debit - scan.Wanted.Credit);
            if (account is not null)
                Assert.Equal(rows.Where(row => filter.IsOfAccount(row) && row.Date >= sumFrom && row.Date < from).Sum(row => row.Amount), scan.MovedBefore);
            var sum = wanted.Take(skip).Sum(row => row.Amount);
            foreach (var (row, before) in scan.Page)
            {
                Assert.Equal(sum, before);
                sum += row.Amount;
            }
        }
    }

    [Theory]
    [InlineData("2026-02-30", null, "from")]
    [InlineData(null, "soon", "to")]
    [InlineData("2026-02-02", "2026-02-01", "to")]
    public void Days_that_cannot_be_are_named(string? from, string? to, string wrong) => Assert.Equal(wrong, LedgerFilter.Of(null, from, to, null).Wrong);
}
