namespace DataRefresh.Imports;

public enum FileFormat
{
    Csv,
    Xlsx,
}

/// <summary>
/// A table that somebody sent. Its content decides what it is and its name must agree. Everything in it is taken for hostile
/// (decision 15): what is read is counted against <see cref="ReadLimits"/>, nothing is unpacked to disk, and nothing that it
/// refers to is fetched.
/// </summary>
internal abstract class SheetFile : IDisposable
{
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>How an encrypted workbook names what it hides, in the directory of its container.</summary>
    private static readonly byte[] Encrypted = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");

    public abstract FileFormat Format { get; }

    /// <summary>The names of a workbook's visible sheets; none for CSV.</summary>
    public abstract IReadOnlyList<string> Sheets { get; }

    /// <param name="file">Seekable; disposed with the result.</param>
    /// <exception cref="UnreadableFileException">It is not a table, or one that is not taken in.</exception>
    public static SheetFile Open(Stream file, string name, ReadLimits limits)
    {
        try
        {
            if (file.Length == 0)
                throw new UnreadableFileException("file-empty");
            if (file.Length > limits.FileBytes)
                throw new UnreadableFileException("file-too-large");
            var expected = FormatOf(name) ?? throw new UnreadableFileException("file-type-unknown");
            var start = new byte[8];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            if (start.AsSpan(0, read).StartsWith(Compound))
                throw new UnreadableFileException(Contains(file, Encrypted) ? "file-encrypted" : "file-old-excel");
            var isZip = start.AsSpan(0, read).StartsWith("PK\u0003\u0004"u8);
            if (isZip != (expected == FileFormat.Xlsx))
                throw new UnreadableFileException(expected == FileFormat.Xlsx ? "file-not-a-workbook" : "file-is-not-text");
            if (!isZip && start.AsSpan(0, read).StartsWith("%PDF"u8))
                throw new UnreadableFileException("file-is-not-text");
            return isZip ? new XlsxBook(file, limits) : new CsvSheet(file, limits);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static FileFormat? FormatOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".txt" or ".tsv" => FileFormat.Csv,
        ".xlsx" or ".xlsm" => FileFormat.Xlsx,
        _ => null,
    };

    /// <summary>Reads the rows in order, as often as it is asked. Memory does not grow with them.</summary>
    /// <exception cref="UnreadableFileException">Comes when reading gets to what is wrong: rows before it must not be used.</exception>
    public abstract IEnumerable<SheetRow> Rows(FileLayout layout);

    public abstract void Dispose();

    private static bool Contains(Stream file, ReadOnlySpan<byte> wanted)
    {
        var block = new byte[64 * 1024];
        var kept = 0;
        for (int read; (read = file.Read(block, kept, block.Length - kept)) > 0;)
        {
            var seen = block.AsSpan(0, kept + read);
            if (seen.IndexOf(wanted) >= 0)
                return true;
            kept = Math.Min(wanted.Length - 1, seen.Length);
            seen[^kept..].CopyTo(block);
        }

        return false;
    }
}
