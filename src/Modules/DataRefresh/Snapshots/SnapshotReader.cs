using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DataRefresh.Connectors;

namespace DataRefresh.Snapshots;

/// <summary>Reads the rows of stored parts back, in the order in which they were written.</summary>
internal sealed class SnapshotReader(BlobFolder blobs)
{
    /// <summary>Streams the rows of one part; nothing but a buffer is held. Parts that were not stored have no rows.</summary>
    /// <exception cref="BlobDamagedException">
    /// The file is not what was written. It comes at the end of the file: rows read before it must be thrown away.
    /// </exception>
    public async IAsyncEnumerable<TRow> Read<TRow>(Guid firmId, SnapshotPart part, [EnumeratorCancellation] CancellationToken token)
        where TRow : class
    {
        if (part is not { State: DataSetState.Stored, Hash: { } hash })
            yield break;
        await using var blob = blobs.Open(SnapshotWriter.Module, firmId, hash);
        await using var lines = new GZipStream(blob, CompressionMode.Decompress);
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable(lines, RowJson.Of<TRow>(), topLevelValues: true, token))
            yield return row!;
    }

    /// <summary>Streams a ledger, past the blocks that need not be read. See <see cref="LedgerReader"/>.</summary>
    /// <exception cref="InvalidDataException">A block is not what was written.</exception>
    public async IAsyncEnumerable<LedgerPiece> ReadLedger(
        Guid firmId, SnapshotPart part, Func<LedgerBlock, BlockUse> use, byte[]? field, [EnumeratorCancellation] CancellationToken token)
    {
        if (part is not { State: DataSetState.Stored, Hash: { } hash })
            yield break;
        await using var blob = blobs.OpenPlaces(SnapshotWriter.Module, firmId, hash);
        await foreach (var piece in LedgerReader.Read(blob, use, field, token))
            yield return piece;
    }
}
