using System.Text;
using DataRefresh.Exports;
using DataRefresh.Imports;
using DataRefresh.Snapshots;
using Testing;

namespace DataRefresh.Tests.Imports;

public sealed class TableTests
{
    static TableTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("1.234,56", ",", 1234.56)]
    [InlineData("1,234.56", ".", 1234.56)]
    [InlineData("1 234,56", ",", 1234.56)]
    [InlineData("1\u00a0234\u202f567,5", ",", null)]
    [InlineData("1'234.50", ".", 1234.5)]
    [InlineData("-1.000", ",", -1000.0)]
    [InlineData("1.000-", ",", -1000.0)]
    [InlineData("(12,50)", ",", -12.5)]
    [InlineData("€ 12,50", ",", 12.5)]
    [InlineData("12,50 zł", ",", 12.5)]
    [InlineData("1,5", ".", null)]
    [InlineData("1.5", ",", null)]
    [InlineData("12.34.567", ",", null)]
    [InlineData("1,2,3", ",", null)]
    [InlineData("ten", ",", null)]
    [InlineData("--5", ",", null)]
    [InlineData("1e5", ".", null)]
    [InlineData("٣", ".", null)]
    public void An_amount_is_read_by_its_mark_or_not_at_all(string text, string mark, double? expected) =>
        Assert.Equal((decimal?)expected, Figures.Amount(SheetCell.Of(text), mark).Amount);

    [Theory]
    [InlineData("31/12/2026", DateOrder.DayMonthYear, "2026-12-31")]
    [InlineData("12/31/2026", DateOrder.MonthDayYear, "2026-12-31")]
    [InlineData("12/31/2026", DateOrder.DayMonthYear, null)]
    [InlineData("1.2.26", DateOrder.DayMonthYear, "2026-02-01")]
    [InlineData("2026-12-31", DateOrder.DayMonthYear, "2026-12-31")]
    [InlineData("2026-12-31T00:00:00", DateOrder.YearMonthDay, "2026-12-31")]
    [InlineData("31-12-2026 14:05", DateOrder.DayMonthYear, "2026-12-31")]
    [InlineData("20261231", DateOrder.YearMonthDay, "2026-12-31")]
    [InlineData("29/02/2025", DateOrder.DayMonthYear, null)]
    [InlineData("31/12/1026", DateOrder.DayMonthYear, null)]
    public void A_date_is_read_in_its_order_or_not_at_all(string text, DateOrder order, string? expected) =>
        Assert.Equal(expected is null ? null : DateOnly.ParseExact(expected, "yyyy-MM-dd"), Figures.Date(SheetCell.Of(text), order).Date);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("windows-1252", false)]
    public void The_encoding_is_found_out(string encoding, bool withMark)
    {
        var bytes = Encode("Code;Libellé;Solde\n1;Société générale;5\n2;Éléments reçus;-5\n", encoding, withMark);

        var (look, rows) = Look(bytes, UploadKind.TrialBalance, "fr");

        Assert.Equal(["Code", "Libellé", "Solde"], look.Columns.Select(column => column.Header));
        Assert.Equal("Société générale", rows[1][1].Text);
    }

    [Fact]
    public void Old_Polish_files_are_read_for_Polish_people()
    {
        var (_, rows) = Look(Encode("Kod;Nazwa konta;Saldo\n1;Łódź źdźbło;5\n", "windows-1250", false), UploadKind.TrialBalance, "pl");

        Assert.Equal("Łódź źdźbło", rows[1][1].Text);
    }

    [Theory]
    [InlineData("Code;Naam;Saldo\n1;\"Bank; of niet\";1.234,56\n2;Kas;-1.234,56\n", ";", ",")]
    [InlineData("Code,Name,Balance\n1,Bank,\"1,234.56\"\n2,Cash,\"-1,234.56\"\n", ",", ".")]
    [InlineData("Code\tNom\tSolde\n1\tBanque\t1 234,56\n2\tCaisse\t-5,00\n", "\t", ",")]
    [InlineData("sep=|\nCode|Name|Balance\n1|Bank|5.25\n2|Cash|-5.25\n", "|", ".")]
    public void Delimiter_decimal_mark_and_header_are_found_out(string text, string delimiter, string mark)
    {
        var (look, _) = Look(Encoding.UTF8.GetBytes(text), UploadKind.TrialBalance, "nl");

        Assert.Equal((delimiter, mark, text.StartsWith("sep", StringComparison.Ordinal) ? 2 : 1), (look.Layout.Delimiter!, look.Layout.DecimalMark, look.Layout.HeaderRow));
        Assert.Equal((0, 1, 2), (Mapped(ImportField.Account), Mapped(ImportField.AccountName), Mapped(ImportField.Closing)));

        int Mapped(ImportField field) => HeaderNames.Match(UploadKind.TrialBalance, look.Columns)[field];
    }

    [Theory]
    [InlineData(UploadKind.Ledger, "Date;Account;Description;Amount", ImportField.Description)]
    [InlineData(UploadKind.Ledger, "Datum;Rekening;Omschrijving;Bedrag", ImportField.Description)]
    [InlineData(UploadKind.TrialBalance, "Code;Description;Balance", ImportField.AccountName)]
    [InlineData(UploadKind.TrialBalance, "Rekening;Omschrijving;Saldo", ImportField.AccountName)]
    public void A_description_is_the_lines_in_a_ledger_and_the_accounts_in_a_trial_balance(UploadKind kind, string header, ImportField expected)
    {
        var (look, _) = Look(Encoding.UTF8.GetBytes($"{header}\n"), kind, "nl");

        var mapping = HeaderNames.Match(kind, look.Columns);

        Assert.Equal(header.Split(';').Length, mapping.Count);
        Assert.Contains(expected, mapping.Keys);
        Assert.DoesNotContain(expected == ImportField.Description ? ImportField.AccountName : ImportField.Description, mapping.Keys);
    }

    [Theory]
    [InlineData(UploadKind.TrialBalance, "Code;Name;Balance\n1;A;1\n2;B;1\n3;C;1\n")]
    [InlineData(UploadKind.Ledger, "Date;Account;Amount\n01/01/2026;1;1\n01/01/2026;2;1\n01/01/2026;3;1\n")]
    [InlineData(UploadKind.SalesInvoices, "Number;Customer;Date;Total\n1;A;01/01/2026;1\n2;B;01/01/2026;1\n3;C;01/01/2026;1\n4;A;01/01/2026;1\n")]
    public void More_accounts_or_parties_than_are_told_apart_are_refused(UploadKind kind, string text) =>
        Assert.Equal("too-many-names", Assert.Throws<UnreadableFileException>(() => Import(text, kind, new ReadLimits { Names = 2 })).Fault.Code);

    [Theory]
    [InlineData("03/25/2026", "03/04/2026", DateOrder.MonthDayYear)]
    [InlineData("03/04/2026", "05/06/2026", DateOrder.DayMonthYear)]
    [InlineData("2026-03-04", "2026-05-06", DateOrder.DayMonthYear)]
    [InlineData("20260304", "20260506", DateOrder.YearMonthDay)]
    public void The_order_of_dates_is_found_out_and_years_in_front_fit_every_order(string one, string other, DateOrder expected)
    {
        var (look, _) = Look(Encoding.UTF8.GetBytes($"Date;Account;Amount\n{one};1;5\n{other};2;-5\n"), UploadKind.Ledger, "en");

        Assert.Equal(expected, look.Layout.Dates);
    }

    [Fact]
    public async Task Every_text_comes_back_from_our_own_files()
    {
        var names = Exports.ReportFileTests.Names.Concat(Exports.ReportFileTests.LooksLikeValues).Where(name => !string.IsNullOrWhiteSpace(name)).ToList();
        var table = new ReportTable<string>("T", "C", "P", "Total").Text("Code", name => $"{names.IndexOf(name)}").Text("Name", name => name).Amount("Closing", _ => 1);
        using var csv = new MemoryStream();
        using var xlsx = new MemoryStream();
        await CsvFile.Write(csv, table, names.ToAsyncEnumerable(), default);
        await XlsxFile.Write(xlsx, table, names.ToAsyncEnumerable(), default);

        Assert.Equal(names, Look(csv.ToArray(), UploadKind.TrialBalance, "en").Rows.Skip(1).Select(row => row[1].Text));
        Assert.Equal(names, Look(xlsx.ToArray(), UploadKind.TrialBalance, "en", "a.xlsx").Rows.Skip(4).Select(row => row[1].Text));
    }

    [Fact]
    public void Dates_and_numbers_of_workbooks_keep_their_kind()
    {
        const string Styles = """<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-413]d\ mmmm\ yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>""";
        var sheet = """<worksheet><sheetData><row><c s="1"><v>46327</v></c><c s="2"><v>46327.75</v></c><c s="3"><v>46327</v></c><c><v>0.30000000000000004</v></c><c><v>4E5</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>as computed</v></c></row></sheetData></worksheet>""";
        var parts = Hostile.Around(sheet).Select(part => part.Name == "xl/_rels/workbook.xml.rels" ? (part.Name, part.Text.Replace("</Relationships>", """<Relationship Id="r3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>""", StringComparison.Ordinal)) : part).Append(("xl/styles.xml", Styles));
        using var file = SheetFile.Open(new MemoryStream(Hostile.Zip(parts.Select(part => (part.Item1, Encoding.UTF8.GetBytes(part.Item2))))), "a.xlsx", new ReadLimits());

        var row = Assert.Single(file.Rows(new FileLayout(null, null, null, 1, ".", DateOrder.DayMonthYear)));

        Assert.Equal(
            [CellKind.Date, CellKind.Date, CellKind.Number, CellKind.Number, CellKind.Number, CellKind.Text, CellKind.Error, CellKind.Text], row.Cells.Select(cell => cell.Kind));
        Assert.Equal(("2026-11-01", "2026-11-01", "as computed"), (row[0].Text, row[1].Text, row[7].Text));
        Assert.Equal((0.3m, "400000"), (Figures.Amount(row[3], ",").Amount, Figures.Text(row[4])));
    }

    [Fact]
    public void A_row_whose_balances_do_not_add_up_and_an_account_that_comes_twice_are_named()
    {
        var preview = Import("Code;Opening;Debit;Credit;Closing\n1;10;5;0;15\n2;10;5;0;16\n1;0;1;0;1\n", UploadKind.TrialBalance);

        Assert.Equal([(3, "does-not-add-up", "16"), (4, "account-twice", "2")], preview.Faults.Select(fault => (fault.Row, fault.Code, fault.Value!)));
    }

    [Fact]
    public void Days_outside_the_period_and_invoices_that_come_twice_are_named()
    {
        var preview = Import("Number;Customer;Date;Total\nF1;A;01/01/2027;5\nF2;A;01/01/2026;5\nF3;B;02/01/2026;5\nF2;A;01/01/2026;6\n;B;03/01/2026;5\n", UploadKind.SalesInvoices);

        Assert.Equal([(2, "date-outside-period"), (5, "invoice-twice"), (6, "missing")], preview.Faults.Select(fault => (fault.Row, fault.Code)));
    }

    [Fact]
    public void A_formula_whose_value_was_never_saved_is_no_blank()
    {
        var sheet = """<worksheet><sheetData><row><c t="inlineStr"><is><t>Code</t></is></c><c t="inlineStr"><is><t>Saldo</t></is></c></row><row><c><v>1</v></c><c><f>A2*2</f></c></row><row><c><v>2</v></c><c t="str"><f>""</f><v></v></c></row></sheetData></worksheet>""";
        var rows = Look(Hostile.Zip(Hostile.Around(sheet).Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text)))), UploadKind.TrialBalance, "nl", "a.xlsx").Rows;

        Assert.Equal(("cell-error", CellKind.Empty), (Figures.Amount(rows[1][1], ",").Fault, rows[2][1].Kind));
    }

    [Fact]
    public void A_blank_closing_follows_from_the_movements()
    {
        var rows = Rows("Code;Debit;Credit;Closing\n1;100;40;\n2;40;100;-60\n", UploadKind.TrialBalance).OfType<TrialBalanceRow>();

        Assert.Equal([(0m, 60m), (0m, -60m)], rows.Select(row => (row.Opening, row.Closing)));
    }

    [Theory]
    [InlineData("Number;Customer;Date;Net;Tax;Total\n1;A;01/01/2026;100;21;121\n1;A;01/01/2026;100;21;121\n", 100, 21, 121)]
    [InlineData("Number;Customer;Date;Description;Net;Tax;Total\n1;A;01/01/2026;x;41.32;8.68;50\n1;A;01/01/2026;y;41.32;8.68;50\n", 82.64, 17.36, 100)]
    [InlineData("Number;Customer;Date;Net;Tax;Total\n1;A;01/01/2026;60;12.60;121\n1;A;01/01/2026;40;8.40;121\n", 100, 21, 121)]
    [InlineData("Number;Customer;Date;Total\n1;A;01/01/2026;50\n1;A;01/01/2026;71\n", 121, 0, 121)]
    public void What_lines_repeat_of_their_invoice_is_told_from_what_is_theirs(string text, decimal net, decimal tax, decimal total)
    {
        var invoice = Rows(text, UploadKind.SalesInvoices).OfType<InvoiceRow>().First();

        Assert.Equal((net, tax, total), (invoice.Net, invoice.Tax, invoice.Total));
    }

    [Fact]
    public void Lines_of_sums_are_passed_over_also_where_codes_stand_and_a_supplier_called_Total_is_kept()
    {
        var balance = Import("Code;Name;Balance\n600;Goods;5\nTotal class 6;;5\nTotal;;5\n", UploadKind.TrialBalance);
        var invoices = Import("Supplier;Number;Date;Total\nTOTAL;F1;01/01/2026;5\nTotal Energies;F2;02/01/2026;6\nTotal;;;11\n", UploadKind.PurchaseInvoices);

        Assert.Equal((1, 2), (balance.Good, balance.Totals));
        Assert.Equal((2, 1, true), (invoices.Good, invoices.Totals, invoices.IsClean));
    }

    [Fact]
    public void Columns_of_one_name_are_told_apart_whatever_the_others_are_called()
    {
        var (look, _) = Look("Code;Total;Total;Total 2;Balance\n0;0;0.2;1;2\n"u8.ToArray(), UploadKind.TrialBalance, "en");

        Assert.Equal(5, look.Columns.Select(column => column.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("Datum;Rekening;Bedrag\n31.12.2025;1;1.234\n30.12.2025;2;-1.234\n", "nl", ",")]
    [InlineData("Datum;Rekening;Bedrag\n31.12.2025;1;1.234,56\n30.12.2025;2;-1.234,56\n", "en", ",")]
    [InlineData("Code;Name;Balance\n12.34.56;A;1,234.5\n", "nl", ".")]
    public void Dates_and_codes_with_points_do_not_say_how_decimals_are_written(string text, string language, string mark) =>
        Assert.Equal(mark, Look(Encoding.UTF8.GetBytes(text), UploadKind.Ledger, language).Look.Layout.DecimalMark);

    private static List<object> Rows(string text, UploadKind kind)
    {
        var (rows, preview) = Read(text, kind, new ReadLimits());
        Assert.Empty(preview.Faults);
        return rows;
    }

    private static ImportPreview Import(string text, UploadKind kind, ReadLimits? limits = null) => Read(text, kind, limits ?? new ReadLimits()).Preview;

    private static (List<object> Rows, ImportPreview Preview) Read(string text, UploadKind kind, ReadLimits limits)
    {
        using var file = SheetFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.csv", limits);
        var look = FileLook.Of(file, kind, "en");
        var run = new ImportRun(file, look, HeaderNames.Match(kind, look.Columns), DataRefresh.Imports.Import.Of(kind, new ImportPeriod(new(2026, 1, 1), new(2026, 12, 31), new(2026, 1, 1)), KnownNames.None, limits));
        List<object> rows = [.. run.Rows(default)];
        return (rows, run.Preview);
    }

    private static byte[] Encode(string text, string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        return [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
    }

    private static (FileLook Look, List<SheetRow> Rows) Look(byte[] bytes, UploadKind kind, string language, string name = "a.csv")
    {
        using var file = SheetFile.Open(new MemoryStream(bytes), name, new ReadLimits());
        var look = FileLook.Of(file, kind, language);
        return (look, [.. file.Rows(look.Layout).Where(row => !(row.Cells is [{ Text: var first }, ..] && first.StartsWith("sep=", StringComparison.Ordinal)))]);
    }
}
