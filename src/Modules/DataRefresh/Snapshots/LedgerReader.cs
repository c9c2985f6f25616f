using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace DataRefresh.Snapshots;

/// <summary>What to do with a block before it is read.</summary>
internal enum BlockUse
{
    Skip,

    /// <summary>What the index says of it is enough.</summary>
    Sum,
    Read,
}

/// <summary>Either one line, or a whole block that was not read.</summary>
internal readonly record struct LedgerPiece(LedgerRow? Row, LedgerBlock? Block);

/// <summary>Reads a stored ledger past what nobody asked for. A ledger without an index is read line by line.</summary>
internal static class LedgerReader
{
    /// <param name="file">Seekable; its blocks carry check sums of their own.</param>
    /// <param name="use">Asked for each block in turn, when all pieces before it were taken.</param>
    /// <param name="field">Lines are passed over that do not have this <see cref="Field"/>.</param>
    public static async IAsyncEnumerable<LedgerPiece> Read(
        Stream file, Func<LedgerBlock, BlockUse> use, byte[]? field, [EnumeratorCancellation] CancellationToken token)
    {
        if (await LedgerTrailer.Find(file, token) is not { } index)
        {
            file.Position = 0;
            await using var lines = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable(lines, RowJson.Of<LedgerRow>(), topLevelValues: true, token))
                yield return new LedgerPiece(row, null);
            yield break;
        }

        foreach (var block in LedgerIndex.Read(index))
        {
            switch (use(block))
            {
                case BlockUse.Sum:
                    yield return new LedgerPiece(null, block);
                    break;
                case BlockUse.Read:
                    var plain = await Unpack(file, block, token);
                    foreach (var row in Rows(plain.WrittenMemory, field))
                        yield return new LedgerPiece(row, null);
                    break;
            }
        }
    }

    /// <summary>A value as it stands in a stored line.</summary>
    /// <param name="name">The member, such as <c>accountId</c>.</param>
    public static byte[] Field(string name, string value) => Encoding.UTF8.GetBytes($"\"{name}\":{JsonSerializer.Serialize(value, RowJson.Default.String)}");

    private static async Task<ArrayBufferWriter<byte>> Unpack(Stream file, LedgerBlock block, CancellationToken token)
    {
        var packed = ArrayPool<byte>.Shared.Rent(block.Length);
        try
        {
            file.Position = block.Offset;
            await file.ReadExactlyAsync(packed.AsMemory(0, block.Length), token);
            var plain = new ArrayBufferWriter<byte>(block.Length * 8);
            using var gzip = new GZipStream(new MemoryStream(packed, 0, block.Length), CompressionMode.Decompress);
            for (int read; (read = gzip.Read(plain.GetSpan(64 * 1024))) > 0;)
                plain.Advance(read);
            return plain;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private static IEnumerable<LedgerRow> Rows(ReadOnlyMemory<byte> lines, byte[]? field)
    {
        while (lines.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = lines[..end];
            lines = lines[(end + 1)..];
            if (field is null || line.Span.IndexOf(field) >= 0)
                yield return JsonSerializer.Deserialize(line.Span, RowJson.Of<LedgerRow>())!;
        }
    }
}
