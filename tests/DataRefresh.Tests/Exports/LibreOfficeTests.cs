using System.Diagnostics;
using System.Xml.Linq;
using DataRefresh.Exports;
using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Exports;

/// <summary>What a real spreadsheet program makes of exports whose names come from somebody who means harm.</summary>
public sealed class LibreOfficeTests(Opened opened) : IClassFixture<Opened>
{
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public void A_spreadsheet_finds_no_formula_in_any_export(string format)
    {
        var cells = opened.Sheet(format).Descendants(Table + "table-cell").ToList();

        Assert.NotEmpty(cells);
        Assert.DoesNotContain(cells, cell => cell.Attribute(Table + "formula") is not null);
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public void A_spreadsheet_shows_every_hostile_name_as_the_text_that_it_is(string format)
    {
        string[] expected = format == "xlsx" ? Opened.Names : ReportFileTests.Names;
        var names = Names(opened.Sheet(format)).Skip(format == "xlsx" ? 4 : 1).Take(expected.Length).ToList();

        Assert.All(names, name => Assert.True(name.Kind is null or "string", $"{name.Text} is a {name.Kind}"));
        // The program itself shows every kind of line break as one.
        Assert.Equal(expected.Select(OneBreak), names.Select(name => OneBreak(format == "csv" ? CellText.Restore(name.Text)! : name.Text)));
    }

    private static string OneBreak(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    // The second column; a cell's lines are paragraphs, and runs of spaces and tabs are elements.
    private static IEnumerable<(string? Kind, string Text)> Names(XDocument sheet) =>
        from row in sheet.Descendants(Table + "table-row")
        let cell = Cells(row).ElementAtOrDefault(1)
        select ((string?)cell?.Attribute(Office + "value-type"), string.Join('\n', (cell?.Elements(Text + "p") ?? []).Select(Paragraph)));

    private static IEnumerable<XElement> Cells(XElement row) => row.Elements(Table + "table-cell")
        .SelectMany(cell => Enumerable.Repeat(cell, Math.Min((int?)cell.Attribute(Table + "number-columns-repeated") ?? 1, 10)));

    private static string Paragraph(XElement paragraph) => string.Concat(paragraph.DescendantNodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement space when space.Name == Text + "s" => new string(' ', (int?)space.Attribute(Text + "c") ?? 1),
        XElement tab when tab.Name == Text + "tab" => "\t",
        XElement line when line.Name == Text + "line-break" => "\n",
        _ => "",
    }));
}

/// <summary>The same hostile export in both formats, opened by LibreOffice and saved again as it understood them.</summary>
public sealed class Opened : IAsyncLifetime
{
    public static readonly string[] Names = [.. ReportFileTests.Names, .. ReportFileTests.LooksLikeValues];

    private readonly string folder = Directory.CreateTempSubdirectory("data-refresh-office-").FullName;

    public XDocument Sheet(string format) => XDocument.Load(Path.Combine(folder, format, "export.fods"), LoadOptions.PreserveWhitespace);

    public async Task InitializeAsync()
    {
        var rows = Names.Select((name, index) => ReportFileTests.Row($"{1000 + index}", name, index)).ToList();
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var file = Path.Combine(folder, $"export.{format}");
            await using (var target = File.Create(file))
                await new ReportFile<TrialBalanceRow>(ReportFileTests.Table, default, rows.ToAsyncEnumerable()).Write(target, format, default);
            await Convert(file, Path.Combine(folder, format));
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task Convert(string file, string into)
    {
        var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] csv = file.EndsWith("csv", StringComparison.Ordinal) ? ["--infilter=CSV:44,34,76,1"] : []; // comma, quote, UTF-8
        foreach (var argument in (string[])[$"-env:UserInstallation=file://{folder}/profile", "--headless", .. csv, "--convert-to", "fods", "--outdir", into, file])
            start.ArgumentList.Add(argument);
        using var office = Process.Start(start)!;
        var said = await office.StandardOutput.ReadToEndAsync() + await office.StandardError.ReadToEndAsync();
        await office.WaitForExitAsync();
        Assert.True(File.Exists(Path.Combine(into, "export.fods")), said);
    }
}
