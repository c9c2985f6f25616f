using System.IO.Compression;

namespace DataRefresh.Imports;

/// <summary>How far one part may inflate; all parts together are bounded by what their directory says, which each is held to.</summary>
internal sealed class InflateBudget(ReadLimits limits)
{
    /// <summary>Ends the reading of a part that inflates further than it may.</summary>
    public void Check(long packed, long inflated)
    {
        if (inflated > limits.InflatedBytes || (inflated > limits.RatioFrom && inflated / Math.Max(1, packed) > limits.Ratio))
            throw new UnreadableFileException("file-inflates-too-far");
    }
}

/// <summary>One part of a ZIP file as it is inflated: never more than it says, and with the sum that it says.</summary>
internal sealed class InflatedPart(Stream packed, ZipParts.Entry entry, InflateBudget budget) : ReadingStream
{
    private static readonly uint[] Table = MakeTable();

    private readonly Stream source = entry.Method == ZipParts.Entry.Deflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
    private long count;
    private uint sum = uint.MaxValue;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = source.Read(buffer);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException)
        {
            throw new UnreadableFileException("file-damaged", cause: cause);
        }

        if (read == 0)
        {
            if (buffer.Length > 0 && (count != entry.Inflated || ~sum != entry.Sum))
                throw new UnreadableFileException("file-damaged");
            return 0;
        }

        count += read;
        budget.Check(entry.Packed, count);
        if (count > entry.Inflated)
            throw new UnreadableFileException("file-suspicious");
        foreach (var one in buffer[..read])
            sum = Table[(sum ^ one) & 0xFF] ^ (sum >> 8);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    // CRC-32 of ISO 3309, which ZIP uses.
    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < 256; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[index] = value;
        }

        return table;
    }
}

/// <summary>Some bytes of a file, from a place on. The file stays open.</summary>
internal sealed class FileSection(Stream file, long start, long length) : ReadingStream
{
    private long done;

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, length - done);
        if (wanted <= 0)
            return 0;
        file.Position = start + done;
        var read = file.Read(buffer[..wanted]);
        done += read;
        return read;
    }
}

/// <summary>What every stream has to say that is only read, forward.</summary>
internal abstract class ReadingStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
