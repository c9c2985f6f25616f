using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataRefresh.Exports;

/// <summary>The cell styles of an exported report, by their index in the workbook.</summary>
internal static class XlsxStyles
{
    public const int Plain = 0;
    public const int Amount = 1;
    public const int Heading = 2;
    public const int Strong = 3;
    public const int Title = 4;
    public const int Total = 5;
    public const int Date = 6;

    private const uint AmountFormat = 164;

    // Built in: the short date of the reader's own language.
    private const uint ShortDate = 14;

    public static Stylesheet Sheet() => new(
        // Spreadsheets show the separators of the reader's own language for this format.
        new NumberingFormats(new NumberingFormat { NumberFormatId = AmountFormat, FormatCode = "#,##0.00;[Red]-#,##0.00" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 16 }, new FontName { Val = "Calibri" })),
        // The first two fills are fixed by the format.
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EDF3" }) { PatternType = PatternValues.Solid })),
        new Borders(
            new Border(),
            new Border(new LeftBorder(), new RightBorder(), new TopBorder { Style = BorderStyleValues.Thin }, new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = AmountFormat, ApplyNumberFormat = true },
            new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = true }) { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { FontId = 2, ApplyFont = true },
            new CellFormat { NumberFormatId = AmountFormat, FontId = 1, BorderId = 1, ApplyNumberFormat = true, ApplyFont = true, ApplyBorder = true },
            new CellFormat { NumberFormatId = ShortDate, ApplyNumberFormat = true }));
}
