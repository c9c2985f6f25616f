using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using DataRefresh.Connectors;

namespace DataRefresh.Snapshots;

/// <summary>
/// Rows as gzip-compressed JSON lines. Rows gather in a buffer of <see cref="Block"/> bytes; each full one becomes a gzip
/// member of its own, and members in a row are one valid gzip file. So a compressor lives only while it works: with
/// thousands of parts being filled at once, what each keeps is its buffer and not a compressor's window. A long ledger gets
/// an index behind its rows (decision 13).
/// </summary>
internal sealed class CompressedLines(BlobWrite blob) : IRowSink, IDisposable
{
    private const int Block = 64 * 1024;
    private static readonly JsonWriterOptions NoNeedToValidate = new() { SkipValidation = true };

    private readonly ArrayBufferWriter<byte> lines = new();
    private Utf8JsonWriter? json;
    private LedgerIndex? index;

    public long Count { get; private set; }

    public ValueTask Add<TRow>(TRow row, CancellationToken token)
        where TRow : class
    {
        json ??= new Utf8JsonWriter(lines, NoNeedToValidate);
        JsonSerializer.Serialize(json, row, RowJson.Of<TRow>());
        json.Flush();
        json.Reset();
        lines.Write("\n"u8);
        Count++;
        if (row is LedgerRow ledger)
            (index ??= new LedgerIndex()).Add(ledger);
        return lines.WrittenCount < Block ? ValueTask.CompletedTask : Flush(isLast: false, token);
    }

    public async ValueTask Finish(CancellationToken token)
    {
        await Flush(isLast: true, token);
        // One block is read as quickly as an index.
        if (index is not { Blocks: > 1 })
            return;
        foreach (var member in LedgerTrailer.Members(index.ToArray(), blob.Bytes).ToList())
            await blob.Write(member, token);
    }

    public void Dispose()
    {
        json?.Dispose();
        index?.Dispose();
    }

    private async ValueTask Flush(bool isLast, CancellationToken token)
    {
        if (lines.WrittenCount > 0)
        {
            var space = ArrayPool<byte>.Shared.Rent(lines.WrittenCount + 1024);
            try
            {
                await blob.Write(space.AsMemory(0, Compress(lines.WrittenSpan, space)), token);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(space);
            }
        }

        index?.Written(lines.WrittenCount, blob.Bytes, isLast);
        lines.ResetWrittenCount();
    }

    private static int Compress(ReadOnlySpan<byte> plain, byte[] space)
    {
        using var target = new MemoryStream(space);
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(plain);
        return (int)target.Position;
    }
}
