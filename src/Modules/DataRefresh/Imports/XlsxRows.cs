using System.Globalization;

namespace DataRefresh.Imports;

/// <summary>
/// The rows of one worksheet. Rows and cells may leave out where they are; those that say it may leave gaps, which take no
/// memory, but must go forward.
/// </summary>
internal sealed class XlsxRows(ReadLimits limits, SharedTexts? texts, IReadOnlySet<int> dateStyles, bool countsFrom1904)
{
    private const int MostRows = 1_048_576;
    private const int MostColumns = 16_384;
    private const int Long = 256;
    private static readonly DateOnly DayNought = new(1899, 12, 30);

    // Millions of cells may refer to the same long text.
    private readonly Dictionary<int, SheetCell> longTexts = [];

    public IEnumerable<SheetRow> Read(Func<Stream> open)
    {
        using var xml = new BoundedXml(open());
        var (cells, number, next, inData, read) = (new List<SheetCell>(), 0, 0, false, 0);
        while (xml.Read())
        {
            if (xml.Name == "sheetData" && (xml.IsStart || xml.IsEnd))
                inData = xml.IsStart && !xml.IsEmpty;
            if (!inData)
                continue;
            if (xml.IsStart && xml.Name == "row")
            {
                number = RowNumber(xml["r"], number);
                cells.Clear();
                next = 0;
                if (++read > limits.Rows)
                    throw new UnreadableFileException("too-many-rows", number);
            }
            else if (xml.IsStart && xml.Name == "c")
            {
                next = ReadCell(xml, cells, number, next) + 1;
            }

            if (xml.Name == "row" && (xml.IsEnd || (xml.IsStart && xml.IsEmpty)))
                yield return new SheetRow(number, [.. cells]);
        }
    }

    private static int RowNumber(string? said, int before)
    {
        var number = before + 1;
        if (said is not null && !int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            throw new UnreadableFileException("file-damaged", before + 1);
        if (number > MostRows)
            throw new UnreadableFileException("too-many-rows", before + 1);
        return number > before ? number : throw new UnreadableFileException("file-suspicious", number);
    }

    /// <summary>Adds the cell, and answers its column.</summary>
    /// <param name="next">Where it is if it does not say.</param>
    private int ReadCell(BoundedXml xml, List<SheetCell> cells, int row, int next)
    {
        var column = xml["r"] is { } address ? ColumnLetters.ColumnOf(address) : next;
        if (column < next || column >= MostColumns)
            throw new UnreadableFileException("file-suspicious", row, Math.Max(0, column));
        var cell = Value(xml, row, column);
        if (cell.Kind == CellKind.Empty)
            return column;
        if (column >= limits.Columns)
            throw new UnreadableFileException("too-many-columns", row, column);
        while (cells.Count < column)
            cells.Add(SheetCell.Empty);
        cells.Add(cell);
        return column;
    }

    private SheetCell Value(BoundedXml xml, int row, int column)
    {
        var (kind, isDate) = (xml["t"] ?? "n", int.TryParse(xml["s"], NumberStyles.None, CultureInfo.InvariantCulture, out var style) && dateStyles.Contains(style));
        if (xml.IsEmpty)
            return SheetCell.Empty;
        var (text, inPhonetic, isFormula) = ("", 0, false);
        for (var depth = xml.Depth; xml.Read() && !(xml.IsEnd && xml.Depth == depth);)
        {
            if (xml.Name == "rPh" && !xml.IsEmpty)
                inPhonetic += xml.IsStart ? 1 : -1;
            isFormula |= xml.IsStart && xml.Name == "f";
            if (xml.IsStart && xml.Name is "v" or "t" && inPhonetic == 0)
                text += xml.ReadText(limits.FieldLetters - text.Length) ?? throw new UnreadableFileException("field-too-long", row, column);
        }

        return kind switch
        {
            "s" => Shared(text, row, column),
            "inlineStr" or "str" => SheetCell.Of(SharedTexts.Plain(text)),
            "b" => SheetCell.Of(text == "1" ? "true" : "false"),
            "e" => new SheetCell(CellKind.Error, text.Length > 40 ? text[..40] : text),
            "d" => SheetCell.Of(text),
            // Programs that write formulas and do not compute them leave the value out. Blank it is not.
            _ when text.Length == 0 => isFormula ? new SheetCell(CellKind.Error, "=") : SheetCell.Empty,
            _ => Number(text, isDate, row, column),
        };
    }

    private SheetCell Shared(string text, int row, int column)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || texts is null || index >= texts.Count)
            throw new UnreadableFileException("file-damaged", row, column);
        if (longTexts.TryGetValue(index, out var known))
            return known;
        var cell = SheetCell.Of(texts[index]);
        if (texts.LengthOf(index) > Long)
            longTexts[index] = cell;
        return cell;
    }

    private SheetCell Number(string text, bool isDate, int row, int column)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var approximate) || !double.IsFinite(approximate))
            throw new UnreadableFileException("file-damaged", row, column);
        if (!isDate)
            return new SheetCell(CellKind.Number, text);
        var days = approximate + (countsFrom1904 ? 1462 : 0);
        return days is >= 1 and < 2_958_466
            ? new SheetCell(CellKind.Date, DayNought.AddDays((int)days).ToString("O", CultureInfo.InvariantCulture))
            : new SheetCell(CellKind.Number, text);
    }
}
