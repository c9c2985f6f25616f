using DataRefresh.Exports;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Snapshots;

namespace DataRefresh.Tests.Exports;

[Collection(MeasuresMemory.Name)]
public sealed class ReportFileSizeTests
{
    [Fact]
    public async Task A_workbook_of_many_rows_is_written_without_holding_them()
    {
        using var nowhere = new CountingStream();
        var most = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await XlsxFile.Write(nowhere, ReportFileTests.Table, Many(), default);

        Assert.InRange(nowhere.Count, 500_000, long.MaxValue);
        Assert.InRange(most, 0, 8 * 1024 * 1024);

        async IAsyncEnumerable<TrialBalanceRow> Many()
        {
            await Task.Yield();
            for (var number = 0; number < 100_000; number++)
            {
                if (number % 20_000 == 0)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return ReportFileTests.Row($"{number}", "Some account", number);
            }
        }
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
