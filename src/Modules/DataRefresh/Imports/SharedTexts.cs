using System.Globalization;
using System.Text.RegularExpressions;

namespace DataRefresh.Imports;

/// <summary>
/// The texts that a workbook's cells refer to by number. They have to be in memory: in one row of letters, because a million
/// strings would take several times as much.
/// </summary>
internal sealed partial class SharedTexts
{
    private const int Chunk = 1 << 20;
    private readonly List<char[]> letters = [];
    private readonly List<long> ends = [];

    public int Count => ends.Count;

    public string this[int index]
    {
        get
        {
            return string.Create(LengthOf(index), (letters, from: ends[index] - LengthOf(index)), static (text, source) =>
            {
                for (var done = 0; done < text.Length;)
                {
                    var at = source.from + done;
                    var rest = source.letters[(int)(at / Chunk)].AsSpan((int)(at % Chunk));
                    rest = rest[..Math.Min(rest.Length, text.Length - done)];
                    rest.CopyTo(text[done..]);
                    done += rest.Length;
                }
            });
        }
    }

    public int LengthOf(int index) => (int)(ends[index] - (index == 0 ? 0 : ends[index - 1]));

    public static SharedTexts Read(BoundedXml xml, ReadLimits limits)
    {
        var texts = new SharedTexts();
        var (inItem, inPhonetic, end) = (false, 0, 0L);
        while (xml.Read())
        {
            if (xml.Name == "rPh" && !xml.IsEmpty)
                inPhonetic += xml.IsStart ? 1 : -1;
            if (xml.Name == "si" && (xml.IsStart || xml.IsEnd))
            {
                inItem = xml.IsStart && !xml.IsEmpty;
                if (xml.IsEnd || xml.IsEmpty)
                    texts.ends.Add(end);
                if (texts.ends.Count > limits.SharedTexts)
                    throw new UnreadableFileException("file-texts-too-large");
            }
            else if (xml.IsStart && xml.Name == "t" && inItem && inPhonetic == 0)
            {
                var from = texts.ends.Count == 0 ? 0 : texts.ends[^1];
                var text = Plain(xml.ReadText((int)(limits.FieldLetters - Math.Min(limits.FieldLetters, end - from))) ?? throw new UnreadableFileException("field-too-long"));
                texts.Append(text, end);
                end += text.Length;
                if (end > limits.SharedLetters)
                    throw new UnreadableFileException("file-texts-too-large");
            }
        }

        return texts;
    }

    /// <summary>Undoes the format's own escape, _x0041_ for A.</summary>
    public static string Plain(string text) => !text.Contains("_x", StringComparison.Ordinal) ? text
        : Escape().Replace(text, match => ((char)ushort.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    private void Append(ReadOnlySpan<char> text, long at)
    {
        while (text.Length > 0)
        {
            if (at / Chunk == letters.Count)
                letters.Add(new char[Chunk]);
            var room = letters[(int)(at / Chunk)].AsSpan((int)(at % Chunk));
            var fits = Math.Min(room.Length, text.Length);
            text[..fits].CopyTo(room);
            text = text[fits..];
            at += fits;
        }
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
