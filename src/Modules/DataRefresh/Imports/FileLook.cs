using System.Text.RegularExpressions;

namespace DataRefresh.Imports;

/// <summary>What a file looks like: how it seems to be written, its columns, and its first rows.</summary>
/// <param name="Rows">Some rows below the header, for a person to recognise.</param>
internal sealed partial record FileLook(FileLayout Layout, IReadOnlyList<FileColumn> Columns, IReadOnlyList<SheetRow> Rows)
{
    private const int Sample = 200;
    private const int HeaderWithin = 40;
    private const int Shown = 5;
    private static readonly char[] Delimiters = [';', ',', '\t', '|'];

    /// <summary>Finds out how a file is written.</summary>
    /// <param name="language">Two letters; decides where the file itself leaves two readings.</param>
    public static FileLook Of(SheetFile file, UploadKind kind, string language)
    {
        var plain = new FileLayout(null, (file as CsvSheet)?.Detect(language), null, 1, language == "en" ? "." : ",", DateOrder.DayMonthYear);
        var layout = file.Format == FileFormat.Csv ? plain with { Delimiter = DelimiterOf(file, plain) } : plain;
        return At(file, layout with { HeaderRow = HeaderOf(file, layout, kind) }, guess: true);
    }

    /// <summary>Looks at a file in the way that somebody chose.</summary>
    public static FileLook At(SheetFile file, FileLayout layout, bool guess = false)
    {
        var header = new SheetRow(layout.HeaderRow, []);
        var rows = new List<SheetRow>();
        foreach (var row in file.Rows(layout))
        {
            if (row.Number == layout.HeaderRow)
                header = row.Brief();
            else if (row.Number > layout.HeaderRow && !row.IsEmpty)
                rows.Add(row.Brief());
            if (rows.Count == Sample)
                break;
        }

        var columns = HeaderNames.Columns(header, rows.Select(row => row.Cells.Count).DefaultIfEmpty().Max());
        if (columns.Count == 0)
            throw new UnreadableFileException("file-no-rows");
        return new FileLook(
            guess ? layout with { DecimalMark = DecimalMarkOf(rows) ?? layout.DecimalMark, Dates = DatesOf(rows) ?? layout.Dates } : layout, columns, [.. rows.Take(Shown)]);
    }

    private static string DelimiterOf(SheetFile file, FileLayout plain)
    {
        var (best, score) = (";", 0);
        foreach (var delimiter in Delimiters)
        {
            var widths = new List<int>();
            try
            {
                widths.AddRange(file.Rows(plain with { Delimiter = $"{delimiter}" }).Take(30).Where(row => !row.IsEmpty).Select(row => row.Cells.Count));
            }
            catch (UnreadableFileException)
            {
                // What is wrong further on is said when it is read with the delimiter that was found.
            }

            var usual = widths.Where(width => width > 1).GroupBy(width => width).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).FirstOrDefault();
            if (usual is not null && (usual.Count() * 1000) + usual.Key > score)
                (best, score) = ($"{delimiter}", (usual.Count() * 1000) + usual.Key);
        }

        return best;
    }

    private static int HeaderOf(SheetFile file, FileLayout layout, UploadKind kind)
    {
        var rows = file.Rows(layout).TakeWhile(row => row.Number <= HeaderWithin).Where(row => !row.IsEmpty).Select(row => row.Brief()).ToList();
        if (rows.Count == 0)
            throw new UnreadableFileException("file-no-rows");
        var best = rows.MaxBy(row => HeaderNames.Score(kind, row))!;
        return HeaderNames.Score(kind, best) >= 2 ? best.Number
            : (rows.Find(row => row.Cells.Count(cell => cell.Kind != CellKind.Empty) > 1) ?? rows[0]).Number;
    }

    private static string? DecimalMarkOf(IEnumerable<SheetRow> rows)
    {
        var (comma, point) = (0, 0);
        foreach (var text in Texts(rows).Where(text => Numeric().IsMatch(text) && !DateLike().IsMatch(text)))
        {
            var (lastComma, lastPoint) = (text.LastIndexOf(','), text.LastIndexOf('.'));
            var last = Math.Max(lastComma, lastPoint);
            var digits = text[(last + 1)..].Count(char.IsAsciiDigit);
            // One mark before three digits may as well part thousands, and a mark that comes twice parts no decimals.
            if (last < 0 || (digits == 3 && Math.Min(lastComma, lastPoint) < 0) || text.IndexOf(text[last]) < last)
                continue;
            if (last == lastComma)
                comma++;
            else
                point++;
        }

        return comma == point ? null : comma > point ? "," : ".";
    }

    private static DateOrder? DatesOf(IEnumerable<SheetRow> rows)
    {
        var texts = Texts(rows).Where(text => DateLike().IsMatch(text)).ToList();
        var orders = Enum.GetValues<DateOrder>()
            .Select(order => (Order: order, Count: texts.Count(text => Figures.Date(new SheetCell(CellKind.Text, text), order).Date is not null)))
            .ToList();
        // Among equals the earlier one: days first.
        return texts.Count == 0 || orders.All(order => order.Count == 0) ? null : orders.MaxBy(order => order.Count).Order;
    }

    private static IEnumerable<string> Texts(IEnumerable<SheetRow> rows) =>
        rows.SelectMany(row => row.Cells).Where(cell => cell.Kind == CellKind.Text && cell.Text.Length <= 40).Select(cell => cell.Text.Trim());

    [GeneratedRegex(@"^[-−+(]?[\d \u00a0\u202f.,'’]*\d[-−)]?$")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(19|20)\d{6})\b")]
    private static partial Regex DateLike();
}
