using System.Diagnostics;
using DataRefresh.Connectors;
using DataRefresh.Snapshots;
using Xunit.Abstractions;

namespace DataRefresh.Tests.Snapshots;

[Collection(MeasuresMemory.Name)]
public sealed class SnapshotSizeTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_million_rows_take_no_more_memory_than_a_few()
    {
        await Million(20_000);
        var few = await Million(20_000);
        var many = await Million(1_000_000);

        Assert.InRange(many, 0, few + (2 * 1024 * 1024));
    }

    // Answers the most memory that was in use while writing and reading, beyond what was before.
    private async Task<long> Million(int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var writing = Stopwatch.StartNew();
        var part = await folder.Writer.Write(folder.Firm, DataSet.Ledger, async rows =>
        {
            for (var number = 0; number < count; number++)
            {
                await rows.Add(SnapshotTests.Row(number), default);
                Look(number);
            }

            return DataSetState.Stored;
        }, default);
        writing.Stop();

        var reading = Stopwatch.StartNew();
        var read = 0;
        await foreach (var row in folder.Reader.Read<LedgerRow>(folder.Firm, part, default))
        {
            Assert.Equal(SnapshotTests.Row(read).Amount, row.Amount);
            Look(read++);
        }

        Assert.Equal(count, read);
        output.WriteLine($"{count:n0} rows: wrote {count / writing.Elapsed.TotalSeconds:n0}/s, read {count / reading.Elapsed.TotalSeconds:n0}/s, {part.Bytes:n0} bytes, {most:n0} bytes of memory");
        return most;

        void Look(int number)
        {
            if (number % 19_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
    }
}

/// <summary>Tests that measure the memory of the whole process run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresMemory
{
    public const string Name = "memory";
}
