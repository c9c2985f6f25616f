using System.Buffers.Binary;
using System.Text;

namespace DataRefresh.Imports;

/// <summary>
/// The parts of a ZIP file (PKWARE APPNOTE 6.3), read in place. The framework's reader makes an object of every entry that a
/// file claims before anybody can count them, and checks no sum; here number, names, sizes and places are checked before the
/// first part is opened, and what is inflated is counted as it comes. Nothing is ever unpacked to disk.
/// </summary>
internal sealed class ZipParts
{
    private const uint EndRecord = 0x06054b50;
    private const uint LongEndPlace = 0x07064b50;
    private const uint LongEndRecord = 0x06064b50;
    private const uint DirectoryEntry = 0x02014b50;
    private const uint LocalHeader = 0x04034b50;
    private const int LargestDirectory = 4 * 1024 * 1024;

    private readonly Stream file;
    private readonly InflateBudget budget;
    private readonly Dictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);

    public ZipParts(Stream file, ReadLimits limits)
    {
        (this.file, budget) = (file, new InflateBudget(limits));
        try
        {
            var (count, from, size) = FindDirectory();
            if (count > limits.Parts || size > LargestDirectory)
                throw new UnreadableFileException("file-too-many-parts");
            ReadDirectory(Bytes(from, (int)size), (int)count);
            CheckPlaces(from);
            if (entries.Values.Sum(entry => (decimal)entry.Inflated) > limits.InflatedBytes)
                throw new UnreadableFileException("file-inflates-too-far");
        }
        catch (Exception cause) when (cause is ArgumentException or EndOfStreamException or OverflowException)
        {
            throw new UnreadableFileException("file-damaged", cause: cause);
        }
    }

    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>The part's content. One part is read at a time.</summary>
    public Stream Open(string name)
    {
        if (!entries.TryGetValue(name, out var entry))
            throw new UnreadableFileException("file-damaged");
        try
        {
            var header = Bytes(entry.Place, 30);
            if (U32(header, 0) != LocalHeader)
                throw new UnreadableFileException("file-damaged");
            var start = entry.Place + 30 + U16(header, 26) + U16(header, 28);
            if (start + entry.Packed > entry.Limit)
                throw new UnreadableFileException("file-suspicious");
            return new InflatedPart(new FileSection(file, start, entry.Packed), entry, budget);
        }
        catch (EndOfStreamException cause)
        {
            throw new UnreadableFileException("file-damaged", cause: cause);
        }
    }

    private (long Count, long From, long Size) FindDirectory()
    {
        var tailLength = (int)Math.Min(file.Length, 22 + ushort.MaxValue);
        var tail = Bytes(file.Length - tailLength, tailLength);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < 22)
            throw new UnreadableFileException("file-damaged");
        var (count, size, from) = ((long)U16(tail, end + 10), (long)U32(tail, end + 12), (long)U32(tail, end + 16));
        var before = file.Length - tailLength + end;
        if ((count == ushort.MaxValue || size == uint.MaxValue || from == uint.MaxValue) && before >= 20)
        {
            var place = Bytes(before - 20, 20);
            if (U32(place, 0) == LongEndPlace)
            {
                before = checked((long)BinaryPrimitives.ReadUInt64LittleEndian(place.AsSpan(8)));
                var record = Bytes(before, 56);
                if (U32(record, 0) != LongEndRecord)
                    throw new UnreadableFileException("file-damaged");
                (count, size, from) = (S64(record, 32), S64(record, 40), S64(record, 48));
            }
        }

        if (from < 0 || size < 0 || count < 0 || from > before || size > before - from)
            throw new UnreadableFileException("file-damaged");
        return (count, from, size);
    }

    private void ReadDirectory(byte[] directory, int count)
    {
        var at = 0;
        for (var index = 0; index < count; index++)
        {
            if (U32(directory, at) != DirectoryEntry)
                throw new UnreadableFileException("file-damaged");
            var (nameLength, extraLength, noteLength) = (U16(directory, at + 28), U16(directory, at + 30), U16(directory, at + 32));
            var name = Encoding.UTF8.GetString(directory.AsSpan(at + 46, nameLength)).Replace('\\', '/');
            var (packed, inflated, place) = ((long)U32(directory, at + 20), (long)U32(directory, at + 24), (long)U32(directory, at + 42));
            ReadLongSizes(directory.AsSpan(at + 46 + nameLength, extraLength), ref packed, ref inflated, ref place);
            if (packed < 0 || inflated < 0 || place < 0)
                throw new UnreadableFileException("file-damaged");
            if ((U16(directory, at + 8) & 1) != 0)
                throw new UnreadableFileException("file-encrypted");
            var method = U16(directory, at + 10);
            // A name that leads out of its folder has no place in a workbook, even though nothing is unpacked.
            if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || name.Split('/').Contains("..")
                || !entries.TryAdd(name, new Entry(method, U32(directory, at + 16), packed, inflated, place)))
                throw new UnreadableFileException("file-suspicious");
            if (method is not (Entry.Plain or Entry.Deflated))
                throw new UnreadableFileException("file-damaged");
            at += 46 + nameLength + extraLength + noteLength;
        }
    }

    // Parts that share bytes are how a small file inflates to more than its format can.
    private void CheckPlaces(long directory)
    {
        var inOrder = entries.Values.OrderBy(entry => entry.Place).ToList();
        for (var index = 0; index < inOrder.Count; index++)
        {
            inOrder[index].Limit = index + 1 < inOrder.Count ? inOrder[index + 1].Place : directory;
            if (inOrder[index].Place + 30 + inOrder[index].Packed > inOrder[index].Limit)
                throw new UnreadableFileException("file-suspicious");
        }
    }

    private static void ReadLongSizes(ReadOnlySpan<byte> extra, ref long packed, ref long inflated, ref long place)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            var content = extra.Slice(4, Math.Min(length, extra.Length - 4));
            if (id == 1)
            {
                var at = 0;
                inflated = Take(content, ref at, inflated);
                packed = Take(content, ref at, packed);
                place = Take(content, ref at, place);
                return;
            }

            extra = extra[(4 + content.Length)..];
        }

        // Only what does not fit into the entry itself is here, in this order.
        static long Take(ReadOnlySpan<byte> content, ref int at, long value)
        {
            if (value != uint.MaxValue || content.Length < at + 8)
                return value;
            at += 8;
            return BinaryPrimitives.ReadInt64LittleEndian(content[(at - 8)..]);
        }
    }

    private byte[] Bytes(long from, int length)
    {
        if (from < 0 || length < 0 || from > file.Length - length)
            throw new EndOfStreamException();
        var bytes = new byte[length];
        file.Position = from;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at, 2));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at, 4));

    private static long S64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at, 8));

    /// <param name="Packed">Bytes in the file.</param>
    /// <param name="Inflated">Bytes that come out, as the directory says.</param>
    internal sealed record Entry(int Method, uint Sum, long Packed, long Inflated, long Place)
    {
        public const int Plain = 0;
        public const int Deflated = 8;

        /// <summary>Where the next part begins.</summary>
        public long Limit { get; set; }
    }
}
