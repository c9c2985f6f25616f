using System.Diagnostics;
using System.IO.Compression;
using DataRefresh.Connectors;
using DataRefresh.Ledgers;
using DataRefresh.Snapshots;
using Xunit.Abstractions;

namespace DataRefresh.Tests.Snapshots;

[Collection(MeasuresMemory.Name)]
public sealed class LedgerIndexTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_long_ledger_is_still_one_gzip_file_and_its_blocks_sum_to_its_rows()
    {
        var rows = Enumerable.Range(0, 40_000).Select(Row).ToList();
        rows[7] = rows[7] with { AccountId = null };
        rows[39_999] = rows[39_999] with { AccountId = "new at the end", Amount = -1 };
        var part = await Write(rows);

        Assert.Equal(rows, await folder.Rows<LedgerRow>(part));
        var plain = new MemoryStream();
        await using (var gzip = new GZipStream(File.OpenRead(folder.Files.Single()), CompressionMode.Decompress))
            await gzip.CopyToAsync(plain);
        Assert.Equal(40_000, plain.ToArray().Count(b => b == '\n'));

        var (blocks, read) = await Read(part, _ => BlockUse.Sum);
        Assert.Empty(read);
        Assert.InRange(blocks.Count, 5, 20);
        Assert.Equal(40_000, blocks.Sum(b => b.Lines));
        Assert.Equal(rows.Min(r => r.Date), blocks.Min(b => b.First));
        Assert.Equal(rows.Max(r => r.Date), blocks.Max(b => b.Last));
        foreach (var account in rows.GroupBy(r => r.AccountId ?? ""))
        {
            var share = blocks.Aggregate(default(LedgerShare), (sum, b) => sum + b.Accounts.GetValueOrDefault(account.Key));
            Assert.Equal((account.Count(), account.Sum(r => r.Amount)), (share.Lines, share.Debit - share.Credit));
        }
    }

    [Fact]
    public async Task A_block_is_read_alone_and_only_the_lines_of_the_field()
    {
        var rows = Enumerable.Range(0, 40_000).Select(Row).ToList();
        rows[20_000] = rows[20_000] with { AccountId = "Zażółć \"gęślą\" <jaźń>" };
        var part = await Write(rows);
        var (blocks, _) = await Read(part, _ => BlockUse.Sum);
        var wanted = blocks[3];

        var (_, read) = await Read(part, block => block.Offset == wanted.Offset ? BlockUse.Read : BlockUse.Skip);
        Assert.Equal(rows.Skip(blocks.Take(3).Sum(b => b.Lines)).Take(wanted.Lines), read);

        var (_, found) = await Read(part, _ => BlockUse.Read, LineSieve.OfField("accountId", "Zażółć \"gęślą\" <jaźń>"));
        Assert.Equal([rows[20_000]], found);
    }

    [Fact]
    public async Task A_ledger_without_an_index_is_read_line_by_line()
    {
        var few = Enumerable.Range(0, 100).Select(Row).ToList();
        var (blocks, read) = await Read(await Write(few), _ => BlockUse.Skip);
        Assert.Empty(blocks);
        Assert.Equal(few, read);

        // As they were stored before there was an index: the same members, none behind them.
        var rows = Enumerable.Range(0, 40_000).Select(Row).ToList();
        var part = await Write(rows);
        var (indexed, _) = await Read(part, _ => BlockUse.Sum);
        var old = new MemoryStream((await File.ReadAllBytesAsync(folder.Files.Single(f => f.EndsWith(part.Hash!, StringComparison.Ordinal))))[..(int)(indexed[^1].Offset + indexed[^1].Length)]);
        var lines = new List<LedgerRow>();
        await foreach (var piece in LedgerReader.Read(old, _ => BlockUse.Skip, null, default))
            lines.Add(piece.Row!);
        Assert.Equal(rows, lines);

        var (nothing, none) = await Read(await Write([]), _ => BlockUse.Read);
        Assert.Empty(nothing);
        Assert.Empty(none);
    }

    [Fact]
    public async Task A_damaged_block_does_not_pass()
    {
        var part = await Write([.. Enumerable.Range(0, 40_000).Select(Row)]);
        var file = folder.Files.Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 3] ^= 0x10;
        await File.WriteAllBytesAsync(file, bytes);

        await Assert.ThrowsAnyAsync<Exception>(() => Read(part, _ => BlockUse.Read));
    }

    [Fact]
    public async Task A_page_of_a_million_lines_is_read_without_the_others()
    {
        var part = await folder.Writer.Write(folder.Firm, DataSet.Ledger, async sink =>
        {
            for (var number = 0; number < 1_000_000; number++)
                await sink.Add(Row(number), default);
            return DataSetState.Stored;
        }, default);
        var (blocks, _) = await Read(part, _ => BlockUse.Sum);

        var all = await Measure("every line", () => folder.Reader.Read<LedgerRow>(folder.Firm, part, default).CountAsync().AsTask());
        await IsASmallShare("one block in the middle", async () => (await Read(part, block => block.Offset == blocks[150].Offset ? BlockUse.Read : BlockUse.Skip)).Rows.Count);
        foreach (var (account, from, skip) in new (string?, string, int)[] { (null, "", 0), (null, "", 700_000), ("account-17", "", 0), ("account-17", "2026-02-02", 0), ("account-17", "", 4_000) })
        {
            await IsASmallShare($"page of {account ?? "all"} {from} from {skip}", async () => (await Page(part, account, from, skip)).Lines);
            // Of some 270; an account has 19 lines in each, so 100 of them lie in six or seven.
            Assert.InRange((await Page(part, account, from, skip)).BlocksRead, 1, 8);
        }

        // A share of the same run's time says the same on any machine, however busy; a number of seconds does not. It is
        // the half second that a page may take where every line takes three.
        async Task IsASmallShare(string what, Func<Task<int>> read)
        {
            var took = await Measure(what, read);
            Assert.True(took < all / 6, $"{what} took {took}, every line took {all}");
        }

        async Task<TimeSpan> Measure(string what, Func<Task<int>> read)
        {
            var (best, count) = (TimeSpan.MaxValue, 0);
            for (var time = 0; time < 3; time++)
            {
                var watch = Stopwatch.StartNew();
                count = await read();
                best = TimeSpan.FromTicks(Math.Min(best.Ticks, watch.Elapsed.Ticks));
            }
            output.WriteLine($"{what}: {best.TotalMilliseconds:n0} ms, {count:n0}");
            return best;
        }
    }

    private async Task<(int Lines, int BlocksRead)> Page(SnapshotPart part, string? account, string from, int skip)
    {
        var filter = LedgerFilter.Of(account, from, null, null).Filter!;
        var scan = new LedgerScan(filter, skip, 100, account is null ? null : new DateOnly(2026, 1, 1));
        var blocksRead = 0;
        await foreach (var piece in folder.Reader.ReadLedger(folder.Firm, part, Use, filter.Sieve, default))
            if (!scan.Take(piece))
                break;
        return (scan.Page.Count, blocksRead);

        BlockUse Use(LedgerBlock block)
        {
            var use = scan.UseOf(block);
            blocksRead += use == BlockUse.Read ? 1 : 0;
            return use;
        }
    }

    // In the order of their days, as packages give them.
    private static LedgerRow Row(int number) => SnapshotTests.Row(number) with { Date = new DateOnly(2025, 1, 1).AddDays(number / 1_400) };

    private async Task<(List<LedgerBlock> Blocks, List<LedgerRow> Rows)> Read(SnapshotPart part, Func<LedgerBlock, BlockUse> use, LineSieve? sieve = null)
    {
        var (blocks, rows) = (new List<LedgerBlock>(), new List<LedgerRow>());
        await foreach (var piece in folder.Reader.ReadLedger(folder.Firm, part, use, sieve, default))
        {
            if (piece.Block is { } block)
                blocks.Add(block);
            else
                rows.Add(piece.Row!);
        }

        return (blocks, rows);
    }

    private Task<SnapshotPart> Write(IReadOnlyCollection<LedgerRow> rows) =>
        folder.Writer.Write(folder.Firm, DataSet.Ledger, async sink =>
        {
            foreach (var row in rows)
                await sink.Add(row, default);
            return DataSetState.Stored;
        }, default);
}
