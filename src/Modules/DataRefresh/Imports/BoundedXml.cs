using System.Text;
using System.Xml;

namespace DataRefresh.Imports;

/// <summary>
/// XML that cannot take more memory than a letter's worth of its size: no document types and so no entities, nothing is fetched,
/// no deep nesting, few different names, and no tag, text or attribute longer than <see cref="LongestPiece"/>.
/// </summary>
internal sealed class BoundedXml : IDisposable
{
    /// <summary>Letters between two opening brackets: a cell's text of 32,767 letters has room, each written as a reference.</summary>
    private const int LongestPiece = 512 * 1024;
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly char[] chunk = new char[1024];
    private readonly StringBuilder text = new();
    private readonly XmlReader xml;

    public BoundedXml(Stream part)
    {
        var settings = Settings.Clone();
        settings.NameTable = new FewNames();
        xml = XmlReader.Create(new ShortPieces(new StreamReader(part, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 16 * 1024)), settings);
    }

    public bool IsStart => xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => xml.NodeType == XmlNodeType.EndElement;

    public bool IsEmpty => xml.IsEmptyElement;

    public int Depth => xml.Depth;

    /// <summary>Without a prefix: transitional and strict workbooks differ only in their namespaces.</summary>
    public string Name => xml.LocalName;

    public string? this[string attribute] => xml.GetAttribute(attribute);

    /// <summary>An attribute whatever its namespace, such as the id of a relationship.</summary>
    public string? Qualified(string name)
    {
        string? found = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            if (xml.LocalName == name && xml.Prefix.Length > 0)
                found = xml.Value;
        xml.MoveToElement();
        return found;
    }

    public bool Read()
    {
        try
        {
            if (!xml.Read())
                return false;
        }
        catch (XmlException cause)
        {
            throw new UnreadableFileException("file-damaged", cause: cause);
        }

        if (xml.Depth > Deepest)
            throw new UnreadableFileException("file-suspicious");
        return true;
    }

    /// <summary>The text of the element that was just entered, up to its end.</summary>
    /// <returns>Null where it is longer than <paramref name="most"/> letters.</returns>
    public string? ReadText(int most)
    {
        if (xml.IsEmptyElement)
            return "";
        text.Clear();
        for (var depth = xml.Depth; Read() && !(IsEnd && xml.Depth == depth);)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            for (int read; (read = ReadChunk()) > 0;)
            {
                if (text.Length + read > most)
                    return null;
                text.Append(chunk, 0, read);
            }
        }

        return text.ToString();
    }

    public void Dispose() => xml.Dispose();

    private int ReadChunk()
    {
        try
        {
            return xml.ReadValueChunk(chunk, 0, chunk.Length);
        }
        catch (XmlException cause)
        {
            throw new UnreadableFileException("file-damaged", cause: cause);
        }
    }

    /// <summary>An opening bracket begins everything that a reader has to hold in one piece, and can stand within nothing.</summary>
    private sealed class ShortPieces(TextReader inner) : TextReader
    {
        private int since;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            for (var rest = buffer.AsSpan(index, read); rest.Length > 0;)
            {
                var bracket = rest.IndexOf('<');
                since += bracket < 0 ? rest.Length : bracket;
                if (since > LongestPiece)
                    throw new UnreadableFileException("file-suspicious");
                if (bracket < 0)
                    break;
                since = 0;
                rest = rest[(bracket + 1)..];
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Names are kept for as long as a reader lives. A workbook has some hundred.</summary>
    private sealed class FewNames : NameTable
    {
        private const int Most = 10_000;
        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? (++count > Most ? throw TooMany() : base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? (++count > Most ? throw TooMany() : base.Add(key));

        private static UnreadableFileException TooMany() => new("file-suspicious");
    }
}
