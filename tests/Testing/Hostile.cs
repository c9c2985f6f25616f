using System.Globalization;
using System.IO.Compression;
using System.Text;
using DataRefresh.Imports;

namespace Testing;

/// <summary>Files that nobody means well with: a small grammar of tables, and bytes changed at random. The same seed, the same files.</summary>
public sealed class Hostile(int seed, UploadKind kind)
{
    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16BE", "windows-1252", "windows-1250"];
    private static readonly string[] Odd =
    [
        "", "=1+1", "\0", "NaN", "1e308", "-0", "9999999999999999999", "31/02/2026", "2026-13-01", "#REF!", "\"", "\"\"\"", "'", "￾", "\ud800", "会社", "1.234.56", "1,2,3", "((1))",
        "Total", "\u202e", "01/01/0001", "31-12-9999", "00000000000000000000000000000", "\r\n", "\t", "&#x0;", "]]>", "<a>", "%PDF", "PK\u0003\u0004", "sep=;", "\u0008",
    ];

    private readonly Random random = new(seed);

    /// <summary>One file, with a name that may or may not fit it.</summary>
    public (string Name, byte[] Bytes) Next()
    {
        var isBook = random.Next(2) == 0;
        var bytes = isBook ? Book() : Text();
        for (var round = random.Next(4); round > 0; round--)
            bytes = Mutate(bytes);
        var extension = random.Next(20) == 0 ? Any("csv", "xlsx", "txt", "xls", "exe", "") : isBook ? "xlsx" : "csv";
        return ($"file.{extension}", bytes);
    }

    /// <summary>A table as text, in some encoding, with some delimiter.</summary>
    public byte[] Text()
    {
        var (delimiter, text) = (Any(";", ",", "\t", "|"), new StringBuilder());
        foreach (var row in Table())
            text.AppendJoin(delimiter, row.Select(cell => random.Next(3) == 0 || cell.Contains(delimiter, StringComparison.Ordinal) ? $"\"{cell.Replace("\"", random.Next(20) == 0 ? "\"" : "\"\"", StringComparison.Ordinal)}\"" : cell))
                .Append(Any("\n", "\r\n", "\r"));
        if (random.Next(30) == 0)
            text.Append('"').Append('x', 50_000);
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(Any(Encodings)) ?? Encoding.GetEncoding(Any("utf-8", "utf-16", "utf-16BE"));
        return [.. random.Next(2) == 0 ? encoding.Preamble : [], .. encoding.GetBytes(text.ToString())];
    }

    /// <summary>The same as a workbook, each part sometimes not as it should be.</summary>
    public byte[] Book() => Zip(Parts().Where(_ => random.Next(40) != 0).Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))));

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> parts)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(bytes);
            }
        }

        return target.ToArray();
    }

    /// <summary>The parts of a workbook with one sheet.</summary>
    public static IEnumerable<(string Name, string Text)> Around(string sheet, string? sharedStrings = null) =>
    [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", """<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""),
        ("xl/worksheets/sheet1.xml", sheet),
        .. sharedStrings is null ? Array.Empty<(string, string)>() : [("xl/sharedStrings.xml", sharedStrings)],
    ];

    private IEnumerable<(string Name, string Text)> Parts()
    {
        var (sheet, number, texts) = (new StringBuilder("<worksheet><sheetData>"), 0, new List<string>());
        foreach (var row in Table())
        {
            number += random.Next(15) == 0 ? random.Next(-1, 300_000) : 1;
            sheet.Append(random.Next(3) == 0 ? "<row>" : $"<row r=\"{number}\">");
            foreach (var (column, cell) in row.Index())
            {
                var at = random.Next(3) == 0 ? "" : random.Next(60) == 0 ? $" r=\"{Any("XFD1048576", "AAAA1", "1", "", "A0")}\"" : $" r=\"{(char)('A' + column)}{number}\"";
                sheet.Append(decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && random.Next(4) != 0
                    ? $"<c{at}{(random.Next(5) == 0 ? $" s=\"{random.Next(4)}\"" : "")}><v>{amount.ToString(CultureInfo.InvariantCulture)}</v></c>"
                    : random.Next(2) == 0 ? $"<c{at} t=\"inlineStr\"><is><t>{Escape(cell)}</t></is></c>" : $"<c{at} t=\"s\"><v>{Share(cell)}</v></c>");
            }

            sheet.Append("</row>");
        }

        sheet.Append("</sheetData></worksheet>");
        var book = random.Next(30) == 0 ? $"<!DOCTYPE a [<!ENTITY x \"{new string('x', 100)}\">]>{sheet.Replace("<v>", "<v>&x;", 0, Math.Min(sheet.Length, 400))}" : sheet.ToString();
        return Around(book, $"<sst>{string.Concat(texts.Select(text => $"<si><t>{Escape(text)}</t></si>"))}</sst>");

        string Share(string cell)
        {
            texts.Add(cell);
            return random.Next(60) == 0 ? Any("-1", "99999999", "x", "") : $"{texts.Count - 1}";
        }
    }

    private string Escape(string text) => random.Next(30) == 0 ? text : System.Security.SecurityElement.Escape(string.Concat(text.Where(letter => letter >= ' ' && !char.IsSurrogate(letter))));

    private List<string[]> Table()
    {
        var (rows, isCalm) = (new List<string[]>(), random.Next(2) == 0);
        for (var above = random.Next(4); above > 0; above--)
            rows.Add([Any("Books of Somebody", "", "2026")]);
        string[] header = isCalm || random.Next(4) != 0 ? Header() : Any<string[]>(["a", "b", "c"], []);
        rows.Add(header);
        for (var number = random.Next(1, 30); number > 0; number--)
            rows.Add(isCalm
                ? [.. header.Select(name => Calm(name, number))]
                : [.. header.Take(random.Next(10) == 0 ? random.Next(header.Length + 1) : header.Length).Select(_ => Cell())]);
        return rows;
    }

    private string[] Header() => kind switch
    {
        UploadKind.TrialBalance => Any<string[]>(["Code", "Name", "Debit", "Credit"], ["Rekening", "Omschrijving", "Saldo"]),
        UploadKind.Ledger => ["Date", "Entry", "Account id", "Debit", "Credit"],
        UploadKind.SalesInvoices => ["Number", "Customer", "Issued on", "Total", "Invoice: to pay"],
        _ => ["Factuurnummer", "Leverancier", "Factuurdatum", "Bedrag"],
    };

    private string Calm(string header, int number) => header switch
    {
        "Date" or "Issued on" or "Factuurdatum" => new DateOnly(2026, random.Next(1, 13), random.Next(1, 29)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        "Code" or "Rekening" or "Number" or "Factuurnummer" or "Account id" => $"{400000 + number}",
        "Debit" or "Credit" or "Saldo" or "Total" or "Bedrag" or "Invoice: to pay" => $"{random.Next(1, 999)}.25",
        _ => $"Word {number}",
    };

    private string Cell() => random.Next(10) switch
    {
        0 => Any(Odd),
        1 => new string(Any("x", "9", " ", "\"")[0], random.Next(200)),
        2 or 3 => $"{random.Next(100000, 799999)}",
        4 => new DateOnly(2026, random.Next(1, 13), random.Next(1, 29)).ToString(Any("dd/MM/yyyy", "yyyy-MM-dd", "MM/dd/yyyy"), CultureInfo.InvariantCulture),
        5 => $"{random.Next(1, 999)}.{random.Next(100, 999)},{random.Next(10, 99)}",
        _ => (random.Next(-1_000_000, 1_000_000) / 100m).ToString(CultureInfo.InvariantCulture),
    };

    // Bits flipped, bytes set, stretches cut, doubled, zeroed or put in from elsewhere.
    private byte[] Mutate(byte[] bytes)
    {
        if (bytes.Length < 4)
            return [.. bytes, (byte)random.Next(256)];
        var (at, length) = (random.Next(bytes.Length), Math.Min(random.Next(1, 64), bytes.Length));
        switch (random.Next(7))
        {
            case 0:
                for (var count = random.Next(1, 20); count > 0; count--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                for (var count = random.Next(1, 8); count > 0; count--)
                    bytes[random.Next(bytes.Length)] = (byte)Any(0, 255, '"', '<', '>', '&', 127);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. bytes[Math.Min(at + length, bytes.Length)..]];
            case 4:
                return [.. bytes[..at], .. bytes[..length], .. bytes[at..]];
            case 5:
                bytes.AsSpan(at, Math.Min(length, bytes.Length - at)).Clear();
                return bytes;
            default:
                // Sizes and counts of a ZIP file stand at its end.
                var near = Math.Max(0, bytes.Length - 22 - random.Next(60));
                bytes[near] = (byte)random.Next(256);
                return bytes;
        }
    }

    private T Any<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
