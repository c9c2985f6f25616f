using System.Globalization;
using System.IO.Packaging;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataRefresh.Exports;

/// <summary>
/// A report as a workbook: title, customer and period, a frozen line of headings, real numbers and dates, and totals. Text
/// goes in as inline strings, which no spreadsheet evaluates, so it is shown exactly as it is in the books; there is no
/// formula in the file. Rows are written as they come: memory does not grow with them. What does not fit on one sheet goes
/// on with the next.
/// </summary>
internal static class XlsxFile
{
    /// <summary>Of Excel, with the lines above the rows and the totals.</summary>
    public const int MostRowsOnASheet = 1_048_576;

    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    // Carriage returns must be written as character references: a reader of XML takes a bare one for a line feed.
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = true };

    /// <param name="target">Need not be seekable. Gets nothing until the whole workbook could be written.</param>
    public static async Task Write<TRow>(
        Stream target, ReportTable<TRow> table, IAsyncEnumerable<TRow> rows, CancellationToken token, int mostRows = MostRowsOnASheet)
    {
        // A package opened for writing only streams its parts into the ZIP. It writes synchronously, which a response body
        // refuses: hence the temporary file.
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"report-{Guid.NewGuid():n}.xlsx"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        using (var package = Package.Open(file, FileMode.Create, FileAccess.Write))
            await Write(package, table, rows, mostRows, token);

        file.Position = 0;
        await file.CopyToAsync(target, token);
    }

    private static async Task Write<TRow>(Package package, ReportTable<TRow> table, IAsyncEnumerable<TRow> rows, int mostRows, CancellationToken token)
    {
        var sheets = 0;
        var sums = new decimal[table.Columns.Count];
        await using (var source = rows.GetAsyncEnumerator(token))
        {
            for (var more = await source.MoveNextAsync(); more || sheets == 0;)
            {
                using var sheet = Open(package, $"/xl/worksheets/sheet{++sheets}.xml", "worksheet");
                var writer = new XlsxSheet(sheet);
                writer.Begin(table);
                for (; more && writer.Rows < mostRows - 1; more = await source.MoveNextAsync())
                {
                    writer.Row(table, source.Current);
                    for (var column = 0; column < sums.Length; column++)
                        sums[column] += table.Columns[column].Summed?.Invoke(source.Current) ?? 0;
                }

                if (!more)
                    writer.Totals(table, sums);
                writer.End();
            }
        }

        using (var styles = Open(package, "/xl/styles.xml", "styles"))
            XlsxStyles.Sheet().WriteTo(styles);
        WriteWorkbook(package, table.Title, sheets);
    }

    private static void WriteWorkbook(Package package, string title, int sheets)
    {
        var path = new Uri("/xl/workbook.xml", UriKind.Relative);
        var names = Enumerable.Range(1, sheets)
            .Select(number => new Sheet { Name = SheetName(title, number), SheetId = (uint)number, Id = $"rId{number}" });
        var part = package.CreatePart(path, ContentType("sheet.main"), CompressionOption.Fast);
        using (var workbook = XmlWriter.Create(part.GetStream(), Settings))
            new Workbook(new Sheets(names)).WriteTo(workbook);
        foreach (var number in Enumerable.Range(1, sheets))
            part.CreateRelationship(new Uri($"worksheets/sheet{number}.xml", UriKind.Relative), TargetMode.Internal, Relation + "worksheet", $"rId{number}");
        part.CreateRelationship(new Uri("styles.xml", UriKind.Relative), TargetMode.Internal, Relation + "styles", $"rId{sheets + 1}");
        package.CreateRelationship(path, TargetMode.Internal, Relation + "officeDocument", "rId1");
    }

    private static XmlWriter Open(Package package, string path, string kind) => XmlWriter.Create(
        package.CreatePart(new Uri(path, UriKind.Relative), ContentType(kind), CompressionOption.Fast).GetStream(), Settings);

    private static string ContentType(string kind) => $"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml";

    // A sheet's name may not hold these, nor be longer than 31.
    private static string SheetName(string title, int number)
    {
        var name = string.Concat(title.Where(letter => !@"[]:*?/\'".Contains(letter, StringComparison.Ordinal))).Trim();
        var tail = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {number}");
        return name.Length == 0 ? $"{number}" : name[..Math.Min(31 - tail.Length, name.Length)] + tail;
    }
}
