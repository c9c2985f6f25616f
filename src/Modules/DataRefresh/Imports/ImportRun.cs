namespace DataRefresh.Imports;

/// <summary>What a file comes to under one mapping.</summary>
/// <param name="Good">Rows that can be taken in.</param>
/// <param name="Bad">Rows with at least one fault.</param>
/// <param name="Empty">Rows without anything, passed over.</param>
/// <param name="Totals">Lines of sums, passed over.</param>
/// <param name="Faults">The first of them.</param>
/// <param name="FaultCount">All of them.</param>
public sealed record ImportPreview(int Good, int Bad, int Empty, int Totals, IReadOnlyList<ImportSum> Sums, IReadOnlyList<RowFault> Faults, int FaultCount)
{
    /// <summary>Whether it may be taken in: one bad row is enough that nothing is.</summary>
    public bool IsClean => Bad == 0 && FaultCount == 0 && Good > 0;
}

/// <summary>One reading of a file from its header to its end.</summary>
internal sealed class ImportRun(SheetFile file, FileLook look, IReadOnlyDictionary<ImportField, int> mapping, Import import)
{
    /// <summary>As many faults as a page shows.</summary>
    public const int Shown = 50;

    private readonly List<RowFault> faults = [];
    private int good;
    private int bad;
    private int empty;
    private int totals;
    private int faultCount;

    public ImportPreview Preview => new(good, bad, empty, totals, import.Sums, [.. faults], faultCount);

    /// <summary>Every fault as it is found.</summary>
    public Action<RowFault>? Found { get; init; }

    /// <summary>Streams the rows to be stored. They may only be kept when <see cref="Preview"/> is clean at the end.</summary>
    /// <exception cref="UnreadableFileException">As <see cref="SheetFile.Rows"/>.</exception>
    public IEnumerable<object> Rows(CancellationToken token)
    {
        var row = new MappedRow(mapping, look.Columns, look.Layout, Tell);
        foreach (var read in file.Rows(look.Layout))
        {
            token.ThrowIfCancellationRequested();
            if (read.Number <= look.Layout.HeaderRow)
                continue;
            if (read.IsEmpty)
            {
                empty++;
                continue;
            }

            row.Turn(read);
            if (import.IsTotals(row))
            {
                totals++;
                continue;
            }

            foreach (var done in import.Take(row))
                yield return done;
            if (row.IsGood)
                good++;
            else
                bad++;
        }

        foreach (var done in import.Finish())
            yield return done;
    }

    private void Tell(RowFault fault)
    {
        faultCount++;
        if (faults.Count < Shown)
            faults.Add(fault);
        Found?.Invoke(fault);
    }
}
