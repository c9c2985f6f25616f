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

        var (_, found) = await Read(part, _ => BlockUse.Read, LedgerReader.Field("accountId", "Zażółć \"gęślą\" <jaźń>"));
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
    public async Task Pages_of_a_million_lines_are_quick()
    {
        var part = await folder.Writer.Write(folder.Firm, DataSet.Ledger, async sink =>
        {
            for (var number = 0; number < 1_000_000; number++)
                await sink.Add(Row(number), default);
            return DataSetState.Stored;
        }, default);
        output.WriteLine($"{part.Bytes:n0} bytes");

        await Measure("every row", () => folder.Reader.Read<LedgerRow>(folder.Firm, part, default).CountAsync().AsTask());
        await Measure("index alone", async () => (await Read(part, _ => BlockUse.Sum)).Blocks.Count);
        await Measure("every block, one account", async () => (await Read(part, _ => BlockUse.Read, LedgerReader.Field("accountId", "account-17"))).Rows.Count);
        var (blocks, _) = await Read(part, _ => BlockUse.Sum);
        output.WriteLine($"{part.Bytes - blocks[^1].Offset - blocks[^1].Length:n0} bytes of index");
        var took = await Measure("one block in the middle", async () => (await Read(part, block => block.Offset == blocks[150].Offset ? BlockUse.Read : BlockUse.Skip)).Rows.Count);

        foreach (var (account, from, skip, search) in new (string?, string, int, string?)[] { (null, "", 0, null), (null, "", 700_000, null), ("account-17", "", 0, null), ("account-17", "2026-02-02", 0, null), ("account-17", "", 4_000, null), (null, "", 0, "inv-0900000"), (null, "", 0, "unheard") })
            await Measure($"page of {account ?? "all"} {from} from {skip} {search}", () => Page(part, account, from, skip, search));

        Assert.InRange(took.TotalMilliseconds, 0, 500);

        async Task<TimeSpan> Measure(string what, Func<Task<int>> read)
        {
            await read();
            var watch = Stopwatch.StartNew();
            var count = await read();
            output.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:n0} ms, {count:n0}");
            return watch.Elapsed;
        }
    }

    private async Task<int> Page(SnapshotPart part, string? account, string from, int skip, string? search)
    {
        var filter = LedgerFilter.Of(account, from, null, search).Filter!;
        var scan = new LedgerScan(filter, skip, 100, account is null ? null : new DateOnly(2026, 1, 1));
        await foreach (var piece in folder.Reader.ReadLedger(folder.Firm, part, scan.UseOf, filter.Field, default))
            if (!scan.Take(piece))
                break;
        return scan.Page.Count;
    }

    // In the order of their days, as packages give them.
    private static LedgerRow Row(int number) => SnapshotTests.Row(number) with { Date = new DateOnly(2025, 1, 1).AddDays(number / 1_400) };

    private async Task<(List<LedgerBlock> Blocks, List<LedgerRow> Rows)> Read(SnapshotPart part, Func<LedgerBlock, BlockUse> use, byte[]? field = null)
    {
        var (blocks, rows) = (new List<LedgerBlock>(), new List<LedgerRow>());
        await foreach (var piece in folder.Reader.ReadLedger(folder.Firm, part, use, field, default))
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
