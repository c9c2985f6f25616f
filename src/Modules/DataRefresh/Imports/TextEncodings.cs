using System.Text;

namespace DataRefresh.Imports;

/// <summary>The encodings that accounting packages of our countries write.</summary>
internal static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string LittleUtf16 = "utf-16";
    public const string BigUtf16 = "utf-16be";
    public const string Western = "windows-1252";
    public const string Central = "windows-1250";

    private const int Sample = 4096;

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Utf8, Western, Central, "iso-8859-1", "iso-8859-2", "iso-8859-15", LittleUtf16, BigUtf16];

    /// <param name="name">One of <see cref="All"/>.</param>
    public static Encoding Of(string name) => name switch
    {
        Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        LittleUtf16 => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        BigUtf16 => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.Latin1,
    };

    /// <summary>By the byte order mark, else by what the bytes can be. What is not UTF-8 is of one of the old code pages.</summary>
    /// <param name="language">Of whoever sent it: Polish files have another old code page than French ones.</param>
    public static string Detect(Stream file, string language)
    {
        file.Position = 0;
        var block = new byte[64 * 1024];
        var read = file.ReadAtLeast(block, Sample, throwOnEndOfStream: false);
        var seen = block.AsSpan(0, read);
        if (seen.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Utf8;
        if (seen.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return LittleUtf16;
        if (seen.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return BigUtf16;
        if (MostlyNought(seen, 1))
            return LittleUtf16;
        if (MostlyNought(seen, 0))
            return BigUtf16;

        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var letters = new char[block.Length + 4];
        try
        {
            for (; read > 0; read = file.Read(block))
                strict.GetChars(block, 0, read, letters, 0, flush: false);
            return Utf8;
        }
        catch (DecoderFallbackException)
        {
            return language == "pl" ? Central : Western;
        }
    }

    // Latin text in UTF-16 has a nought in every other byte.
    private static bool MostlyNought(ReadOnlySpan<byte> bytes, int from)
    {
        var (noughts, others, pairs) = (0, 0, bytes.Length / 2);
        for (var index = 0; index + 1 < bytes.Length; index += 2)
        {
            noughts += bytes[index + from] == 0 ? 1 : 0;
            others += bytes[index + 1 - from] == 0 ? 1 : 0;
        }

        return pairs > 0 && noughts > pairs * 6 / 10 && others < pairs / 10;
    }
}
