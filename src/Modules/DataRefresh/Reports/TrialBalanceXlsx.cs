using System.Globalization;
using System.IO.Packaging;
using DataRefresh.Snapshots;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataRefresh.Reports;

/// <summary>
/// A trial balance as a workbook: title, customer and period, a frozen line of headings, real numbers, and totals. Text goes
/// in as inline strings, which no spreadsheet evaluates, so it is shown exactly as it is in the books; there is no formula in
/// the file. Rows are written as they come: memory does not grow with them.
/// </summary>
internal static class TrialBalanceXlsx
{
    private const int HeadingRow = 4;
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static readonly double[] Widths = [14, 48, 14, 18, 18, 18, 18, 10];

    /// <param name="target">Need not be seekable.</param>
    public static async Task Write(Stream target, TrialBalanceHeadings headings, IAsyncEnumerable<TrialBalanceRow> rows, CancellationToken token)
    {
        // The library's own document classes keep every part in memory; a package opened for writing only streams its parts
        // into the ZIP. It writes synchronously, which a response body refuses: hence the temporary file.
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"trial-balance-{Guid.NewGuid():n}.xlsx"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        using (var package = Package.Open(file, FileMode.Create, FileAccess.Write))
        {
            var workbook = Part(package, "/xl/workbook.xml", "sheet.main");
            await Write(workbook, writer => writer.WriteElement(
                new Workbook(new Sheets(new Sheet { Name = SheetName(headings.Title), SheetId = 1, Id = "rId1" }))));
            package.CreateRelationship(workbook.Uri, TargetMode.Internal, Relation + "officeDocument", "rId1");
            workbook.CreateRelationship(new Uri("worksheets/sheet1.xml", UriKind.Relative), TargetMode.Internal, Relation + "worksheet", "rId1");
            workbook.CreateRelationship(new Uri("styles.xml", UriKind.Relative), TargetMode.Internal, Relation + "styles", "rId2");
            await Write(Part(package, "/xl/styles.xml", "styles"), writer => writer.WriteElement(TrialBalanceXlsxStyles.Sheet()));
            await Write(Part(package, "/xl/worksheets/sheet1.xml", "worksheet"), writer => WriteSheet(writer, headings, rows, token));
        }

        file.Position = 0;
        await file.CopyToAsync(target, token);
    }

    private static PackagePart Part(Package package, string path, string kind) => package.CreatePart(
        new Uri(path, UriKind.Relative), $"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml", CompressionOption.Fast);

    private static Task Write(PackagePart part, Action<OpenXmlWriter> write) => Write(part, writer =>
    {
        write(writer);
        return Task.CompletedTask;
    });

    private static async Task Write(PackagePart part, Func<OpenXmlWriter, Task> write)
    {
        await using var stream = part.GetStream();
        using var writer = OpenXmlWriter.Create(stream);
        await write(writer);
    }

    private static async Task WriteSheet(OpenXmlWriter writer, TrialBalanceHeadings headings, IAsyncEnumerable<TrialBalanceRow> rows, CancellationToken token)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = HeadingRow,
            TopLeftCell = $"A{HeadingRow + 1}",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(Widths.Select((width, index) =>
            new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = width, CustomWidth = true })));

        writer.WriteStartElement(new SheetData());
        WriteRow(writer, Text(headings.Title, TrialBalanceXlsxStyles.Title));
        WriteRow(writer, Text(headings.Customer, TrialBalanceXlsxStyles.Strong));
        WriteRow(writer, Text(headings.Period));
        WriteRow(writer, [.. headings.Columns.Select(heading => Text(heading, TrialBalanceXlsxStyles.Heading))]);

        var (opening, debit, credit, closing) = (0m, 0m, 0m, 0m);
        await foreach (var row in rows.WithCancellation(token))
        {
            (opening, debit, credit, closing) = (opening + row.Opening, debit + row.Debit, credit + row.Credit, closing + row.Closing);
            WriteRow(
                writer, Text(row.Code), Text(row.Name), Text(headings.KindName(row.Kind)),
                Number(row.Opening), Number(row.Debit), Number(row.Credit), Number(row.Closing), Text(row.Currency));
        }

        const uint Total = TrialBalanceXlsxStyles.Total;
        WriteRow(
            writer, Text(headings.Total, TrialBalanceXlsxStyles.Strong), Text(null), Text(null),
            Number(opening, Total), Number(debit, Total), Number(credit, Total), Number(closing, Total), Text(null));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, params ReadOnlySpan<Cell> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            writer.WriteElement(cell);
        writer.WriteEndElement();
    }

    private static Cell Text(string? text, uint style = 0) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static Cell Number(decimal number, uint style = TrialBalanceXlsxStyles.Amount) => new()
    {
        DataType = CellValues.Number,
        StyleIndex = style,
        CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)),
    };

    // XML cannot carry control characters or lone halves of surrogate pairs, however they got into the books; a cell holds
    // 32,767 characters.
    private static string Printable(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var kept = new char[Math.Min(text.Length, 32_767)];
        for (var index = 0; index < kept.Length; index++)
        {
            var letter = text[index];
            var isPair = char.IsSurrogate(letter)
                && ((index + 1 < kept.Length && char.IsSurrogatePair(letter, text[index + 1])) || (index > 0 && char.IsSurrogatePair(text[index - 1], letter)));
            kept[index] = isPair || (!char.IsSurrogate(letter) && System.Xml.XmlConvert.IsXmlChar(letter)) ? letter : '\ufffd';
        }

        return new string(kept);
    }

    // A sheet's name may not hold these, nor be longer than 31.
    private static string SheetName(string title)
    {
        var name = string.Concat(title.Where(letter => !@"[]:*?/\'".Contains(letter, StringComparison.Ordinal))).Trim();
        return name.Length == 0 ? "1" : name[..Math.Min(31, name.Length)];
    }
}
