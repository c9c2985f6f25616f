using DataRefresh.Connectors;
using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Rows_come_back_as_they_were_written()
    {
        var rows = Enumerable.Range(0, 5_000).Select(Row).ToList();
        rows[3] = rows[3] with { Amount = 79228162514264337593543950335m, Description = "Zażółć\n\"\u2028\0😀", Currency = null };
        rows[4] = rows[4] with { Amount = 0.0000000000000000000000000001m };

        var part = await Write(rows);

        Assert.Equal((DataSet.Ledger, DataSetState.Stored, 5_000L), (part.DataSet, part.State, part.Rows));
        Assert.Equal(folder.Files.Sum(file => new FileInfo(file).Length), part.Bytes);
        Assert.Equal(rows, await folder.Rows<LedgerRow>(part));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_file_and_no_rows_are_a_part_too()
    {
        var rows = Enumerable.Range(0, 100).Select(Row).ToList();

        Assert.Equal(await Write(rows), await Write(rows));
        var none = await Write([]);

        Assert.Equal((DataSetState.Stored, 0L), (none.State, none.Rows));
        Assert.Empty(await folder.Rows<LedgerRow>(none));
    }

    [Fact]
    public async Task A_part_that_fails_or_is_not_supported_leaves_nothing()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => folder.Writer.Write(folder.Firm, DataSet.Ledger, async rows =>
        {
            for (var number = 0; number < 10_000; number++)
                await rows.Add(Row(number), default);
            throw new TimeoutException();
        }, default));
        var part = await folder.Writer.Write(folder.Firm, DataSet.Ledger, _ => Task.FromResult(DataSetState.NotSupported), default);

        Assert.Equal((DataSetState.NotSupported, null), (part.State, part.Hash));
        Assert.Empty(folder.Files);
        Assert.Empty(await folder.Rows<LedgerRow>(part));
    }

    [Fact]
    public async Task A_damaged_part_does_not_end_quietly()
    {
        var part = await Write(Enumerable.Range(0, 5_000).Select(Row).ToList());
        var file = folder.Files.Single();
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..^1]);

        await Assert.ThrowsAnyAsync<Exception>(() => folder.Rows<LedgerRow>(part));
    }

    internal static LedgerRow Row(int number) => new(
        $"entry-{number / 3}", (number % 3) + 1, new DateOnly(2026, 1, 1).AddDays(number % 300), $"account-{number % 200}", $"Account {number % 200}",
        (number % 7) - 3.25m, "EUR", $"Invoice INV-{number:d7} of a customer", "Sales journal", $"party-{number % 500}", "invoices", $"{number}", null, null);

    private async Task<SnapshotPart> Write(IReadOnlyCollection<LedgerRow> rows) =>
        await folder.Writer.Write(folder.Firm, DataSet.Ledger, async sink =>
        {
            foreach (var row in rows)
                await sink.Add(row, default);
            return DataSetState.Stored;
        }, default);
}
