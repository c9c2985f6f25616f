using DataRefresh.Connectors;

namespace DataRefresh.Snapshots;

/// <summary>One stored data set of a snapshot; what the database remembers of it.</summary>
/// <param name="Hash">Address in the <see cref="BlobFolder"/>; null unless <see cref="DataSetState.Stored"/>.</param>
/// <param name="Bytes">As stored, compressed.</param>
public sealed record SnapshotPart(DataSet DataSet, DataSetState State, string? Hash, long Rows, long Bytes);

/// <summary>
/// Writes the data sets of one firm's snapshots as immutable, compressed JSON lines. A part is durable when
/// <see cref="Write"/> returns; a part that fails leaves nothing.
/// </summary>
internal sealed class SnapshotWriter(BlobFolder blobs)
{
    /// <summary>The name of this module in the blob folder.</summary>
    public const string Module = "data-refresh";

    /// <summary>
    /// Runs <paramref name="fill"/>, which adds rows of one type and answers how it went, and stores what it added if
    /// that is <see cref="DataSetState.Stored"/>. Memory does not grow with the rows.
    /// </summary>
    public async Task<SnapshotPart> Write(Guid firmId, DataSet set, Func<IRowSink, Task<DataSetState>> fill, CancellationToken token)
    {
        await using var blob = blobs.Begin(Module, firmId);
        using var rows = new CompressedLines(blob);
        var state = await fill(rows);
        if (state != DataSetState.Stored)
            return new SnapshotPart(set, state, null, 0, 0);
        await rows.Finish(token);
        var hash = await blob.Commit(token);
        return new SnapshotPart(set, state, hash, rows.Count, blob.Bytes);
    }
}
