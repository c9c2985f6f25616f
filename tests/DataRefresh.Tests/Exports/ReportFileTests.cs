using System.Globalization;
using System.Text;
using CsvHelper;
using DataRefresh.Exports;
using DataRefresh.Snapshots;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace DataRefresh.Tests.Exports;

public sealed class ReportFileTests
{
    internal static readonly ReportTable<TrialBalanceRow> Table = new ReportTable<TrialBalanceRow>(
            "Proef- en saldibalans", "Müller & Söhne <GmbH>", "1 januari 2026 – 21 november 2026", "Totaal")
        .Text("Code", row => row.Code)
        .Text("Rekening", row => row.Name)
        .Text("Soort", row => $"{row.Kind}")
        .Amount("Begin", row => row.Opening, totalled: true)
        .Amount("Debet", row => row.Debit, totalled: true)
        .Amount("Credit", row => row.Credit, totalled: true)
        .Amount("Eind", row => row.Closing, totalled: true)
        .Text("Munt", row => row.Currency)
        .Date("Tot", row => row.To);

    internal static readonly string[] Names =
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "'quoted'", "' =1", " =1", "'", "",
        "=cmd|' /C calc'!A0", "plain, \"quoted\"; text", "two\r\nlines", "Łódź 会社 😀", "_x0041_", "-", "مرحبا", "  spaces  ",
    ];

    // Harmless, but a spreadsheet makes something else of them where only a CSV file's text tells what they are.
    internal static readonly string[] LooksLikeValues = ["2026-11-21", "1e5", "TRUE", "0012"];

    public static TheoryData<string> HostileNames => [.. Names];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task No_text_in_a_csv_file_runs_and_all_text_comes_back(string name)
    {
        var bytes = await Csv([Row("1000", name, 1.5m)]);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        using var csv = CsvReader.FromText(Encoding.UTF8.GetString(bytes[3..]), CsvReaderOptions.Default);
        Assert.True(csv.Read());
        var cell = csv.Current[1].ToString();
        Assert.DoesNotMatch(@"\A[=+\-@\t\r\n＝＋－＠]", cell);
        Assert.Equal(name, CellText.Restore(cell));
    }

    [Fact]
    public async Task Numbers_in_a_csv_file_are_the_same_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("nl-BE");
        try
        {
            Assert.Contains("1000,Bank,Asset,0,1234567.89,0,-1234567.89,EUR,2026-11-21\r\n", Encoding.UTF8.GetString(await Csv([Row("1000", "Bank", -1234567.89m)])), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_workbook_has_real_numbers_and_totals_and_text_as_it_is()
    {
        var names = Names.ToList();
        var bytes = await Xlsx(names.Select((name, index) => Row($"{1000 + index}", name, index + 0.25m)));

        var rows = Workbook.Rows(bytes);

        Assert.Equal(("Proef- en saldibalans", "Müller & Söhne <GmbH>", "1 januari 2026 – 21 november 2026"), (rows[0][0], rows[1][0], rows[2][0]));
        Assert.Equal(Table.Columns.Select(column => column.Heading), rows[3]);
        Assert.Equal(names, rows[4..^1].ConvertAll(row => row[1] as string ?? ""));
        Assert.All(rows[4..^1], row => Assert.Equal(new DateTime(2026, 11, 21), row[8]));
        Assert.Equal(names.Select((_, index) => (object?)(index + 0.25)), rows[4..^1].Select(row => row[6]));
        Assert.Equal(("Totaal", names.Select((_, index) => index + 0.25).Sum()), (rows[^1][0], rows[^1][6]));
    }

    [Fact]
    public async Task A_workbook_is_valid_frozen_and_without_a_formula()
    {
        var bytes = await Xlsx([Row("1000", "=1+1\0\uD800", 5m)]);

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.Equal("A5", sheet.Descendants<Pane>().Single().TopLeftCell!.Value);
        Assert.Equal(9, sheet.Descendants<Column>().Count());
    }

    internal static TrialBalanceRow Row(string code, string name, decimal closing) => new(
        new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 21), code, code, name, AccountKind.Asset, 0, Math.Abs(closing), 0, closing, "EUR");

    private static async Task<byte[]> Csv(IEnumerable<TrialBalanceRow> rows)
    {
        using var file = new MemoryStream();
        await CsvFile.Write(file, Table, rows.ToAsyncEnumerable(), default);
        return file.ToArray();
    }

    private static async Task<byte[]> Xlsx(IEnumerable<TrialBalanceRow> rows)
    {
        using var file = new MemoryStream();
        await XlsxFile.Write(file, Table, rows.ToAsyncEnumerable(), default);
        return file.ToArray();
    }
}
