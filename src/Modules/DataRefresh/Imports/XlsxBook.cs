using System.Globalization;
using System.Text.RegularExpressions;

namespace DataRefresh.Imports;

/// <summary>
/// A workbook of ECMA-376, as far as tables need it: the cells' values as they were last computed. Formulas, links, macros and
/// pictures are passed over.
/// </summary>
internal sealed partial class XlsxBook : SheetFile
{
    private readonly Stream file;
    private readonly ReadLimits limits;
    private readonly ZipParts parts;
    private readonly List<(string Name, string Part)> sheets = [];
    private readonly string? textsPart;
    private readonly HashSet<int> dateStyles = [];
    private readonly bool countsFrom1904;
    private SharedTexts? texts;

    public XlsxBook(Stream file, ReadLimits limits)
    {
        (this.file, this.limits) = (file, limits);
        parts = new ZipParts(file, limits);
        var book = Related("_rels/.rels", "").FirstOrDefault(r => r.Type == "officeDocument").Part ?? "xl/workbook.xml";
        if (book.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || parts.Has("xl/workbook.bin"))
            throw new UnreadableFileException("file-binary-workbook");
        if (!parts.Has(book))
            throw new UnreadableFileException("file-not-a-workbook");

        var folder = book.Contains('/', StringComparison.Ordinal) ? book[..(book.LastIndexOf('/') + 1)] : "";
        var related = Related($"{folder}_rels/{book[folder.Length..]}.rels", folder);
        using (var xml = new BoundedXml(parts.Open(book)))
        {
            while (xml.Read())
            {
                if (!xml.IsStart)
                    continue;
                if (xml.Name == "workbookPr")
                    countsFrom1904 = xml["date1904"] is "1" or "true";
                else if (xml.Name == "sheet" && xml["state"] is null or "visible" && xml.Qualified("id") is { } id
                    && related.Find(r => r.Id == id) is { Type: "worksheet", Part: { } part } && parts.Has(part))
                    sheets.Add((Cut(xml["name"] ?? part), part));
            }
        }

        if (sheets.Count == 0)
            throw new UnreadableFileException("file-not-a-workbook");
        textsPart = related.Find(r => r.Type == "sharedStrings").Part is { } shared && parts.Has(shared) ? shared : null;
        if (related.Find(r => r.Type == "styles").Part is { } styles && parts.Has(styles))
            ReadStyles(styles);
    }

    public override FileFormat Format => FileFormat.Xlsx;

    public override IReadOnlyList<string> Sheets => [.. sheets.Select(sheet => sheet.Name)];

    public override IEnumerable<SheetRow> Rows(FileLayout layout)
    {
        var found = sheets.FindIndex(sheet => sheet.Name == layout.Sheet);
        if (textsPart is not null && texts is null)
        {
            using var xml = new BoundedXml(parts.Open(textsPart));
            texts = SharedTexts.Read(xml, limits);
        }

        return new XlsxRows(limits, texts, dateStyles, countsFrom1904).Read(() => parts.Open(sheets[Math.Max(0, found)].Part));
    }

    public override void Dispose() => file.Dispose();

    // Where a part is related to another host, it is not followed.
    private List<(string Id, string Type, string? Part)> Related(string name, string folder)
    {
        var related = new List<(string, string, string?)>();
        if (!parts.Has(name))
            return related;
        using var xml = new BoundedXml(parts.Open(name));
        while (xml.Read())
        {
            if (!xml.IsStart || xml.Name != "Relationship" || xml["TargetMode"] == "External" || xml["Target"] is not { } target)
                continue;
            var type = xml["Type"] ?? "";
            var part = target.StartsWith('/') ? target[1..] : folder + target;
            related.Add((xml["Id"] ?? "", type[(type.LastIndexOf('/') + 1)..], Up().Replace(part, "")));
        }

        return related;
    }

    private void ReadStyles(string part)
    {
        var (dates, style, inCells) = (new HashSet<int>(), 0, false);
        using var xml = new BoundedXml(parts.Open(part));
        while (xml.Read())
        {
            if (xml.Name == "cellXfs")
                inCells = xml.IsStart && !xml.IsEmpty;
            if (!xml.IsStart)
                continue;
            if (xml.Name == "numFmt" && Number(xml["numFmtId"]) is { } own && ShowsDate(xml["formatCode"] ?? ""))
                dates.Add(own);
            else if (xml.Name == "xf" && inCells)
            {
                var format = Number(xml["numFmtId"]) ?? 0;
                if (dates.Contains(format) || format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58))
                    dateStyles.Add(style);
                style++;
            }
        }
    }

    // Letters in quotes and brackets, and those after a backslash, are shown as they are.
    private static bool ShowsDate(string format)
    {
        var bare = Literal().Replace(format.Length > 255 ? format[..255] : format, "");
        return bare.AsSpan().IndexOfAny("yYdD") >= 0;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Cut(string name) => name.Length > 60 ? name[..60] : name;

    [GeneratedRegex(@"""[^""]*""|\[[^\]]*\]|\\.|_.")]
    private static partial Regex Literal();

    [GeneratedRegex(@"[^/]+/\.\./")]
    private static partial Regex Up();
}
