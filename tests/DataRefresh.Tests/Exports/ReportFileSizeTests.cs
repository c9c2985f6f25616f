using System.Diagnostics;
using DataRefresh.Connectors;
using DataRefresh.Exports;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Snapshots;
using Xunit.Abstractions;

namespace DataRefresh.Tests.Exports;

[Collection(MeasuresMemory.Name)]
public sealed class ReportFileSizeTests(MillionLines ledger, ITestOutputHelper output) : IClassFixture<MillionLines>
{
    private const long MostMemory = 8 * 1024 * 1024;

    private static readonly ReportTable<LedgerRow> Ledger = new ReportTable<LedgerRow>("General ledger", "Müller & Söhne", "2026", "Total")
        .Date("Date", row => row.Date)
        .Text("Entry", row => row.EntryId)
        .Text("Account", row => row.AccountName)
        .Text("Description", row => row.Description)
        .Amount("Debit", row => row.Amount > 0 ? row.Amount : null, totalled: true)
        .Amount("Credit", row => row.Amount < 0 ? -row.Amount : null, totalled: true)
        .Text("Currency", row => row.Currency);

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_million_ledger_lines_go_from_the_snapshot_into_a_file_without_being_held(string format)
    {
        using var nowhere = new CountingStream();
        var most = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await new ReportFile<LedgerRow>(Ledger, new DateOnly(2026, 11, 21), Watched(ledger.Read()))
            .Write(nowhere, format, default);

        output.WriteLine($"{format}: {nowhere.Count / 1024 / 1024} MiB in {watch.Elapsed.TotalSeconds:N1} s, {most / 1024} KiB held");
        Assert.InRange(nowhere.Count, 5_000_000, long.MaxValue);
        Assert.InRange(most, 0, MostMemory);

        async IAsyncEnumerable<LedgerRow> Watched(IAsyncEnumerable<LedgerRow> rows)
        {
            var number = 0;
            await foreach (var row in rows)
            {
                if (++number % 250_000 == 0)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return row;
            }

            Assert.Equal(MillionLines.Count, number);
        }
    }

    [Fact]
    public async Task What_does_not_fit_on_one_sheet_goes_on_with_the_next_and_is_summed_once()
    {
        using var file = new MemoryStream();
        await XlsxFile.Write(file, Ledger, MillionLines.Some(25).ToAsyncEnumerable(), default, mostRows: 15);

        var rows = Workbook.Rows(file.ToArray());
        var titles = rows.Count(row => Equals(row[0], "General ledger"));
        Assert.Equal(3, titles); // 10 rows under 4 lines of headings, and a line kept for the sums
        Assert.Equal((3 * 4) + 25 + 1, rows.Count);
        Assert.Equal(("Total", 13d, 12d), ((string)rows[^1][0]!, (double)rows[^1][4]!, (double)rows[^1][5]!));
    }

    private sealed class CountingStream : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Count += count;
    }
}

/// <summary>A stored ledger of a million lines.</summary>
public sealed class MillionLines : IAsyncLifetime
{
    public const int Count = 1_000_000;

    private readonly TemporaryFolder folder = new();
    private SnapshotPart part = null!;

    public async Task InitializeAsync() => part = await folder.Writer.Write(
        folder.Firm,
        DataSet.Ledger,
        async rows =>
        {
            foreach (var row in Some(Count))
                await rows.Add(row, default);
            return DataSetState.Stored;
        },
        default);

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<LedgerRow> Read() => folder.Reader.Read<LedgerRow>(folder.Firm, part, default);

    public static IEnumerable<LedgerRow> Some(int count) => Enumerable.Range(0, count).Select(number => new LedgerRow(
        $"entry-{number / 2}", (number % 2) + 1, new DateOnly(2026, 1, 1).AddDays(number % 300), $"{number % 400}", $"Account {number % 400}",
        number % 2 == 0 ? 1 : -1, "EUR", $"Description {number}", "Sales", null, "invoices", $"{number}", null, null));
}
