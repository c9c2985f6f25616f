namespace DataRefresh.Imports;

/// <summary>
/// The row that is being read, seen through the mapping. Each reading that does not succeed is told, and makes the row a bad
/// one; what it answers then is not to be used.
/// </summary>
internal sealed class MappedRow(IReadOnlyDictionary<ImportField, int> mapping, IReadOnlyList<FileColumn> columns, FileLayout layout, Action<RowFault> tell)
{
    private const int LongestText = 2_000;
    private SheetRow row = new(0, []);

    public int Number => row.Number;

    public bool IsGood { get; private set; } = true;

    public void Turn(SheetRow next) => (row, IsGood) = (next, true);

    public bool Has(ImportField field) => mapping.ContainsKey(field);

    /// <summary>Null where the cell is empty or the file has no such column.</summary>
    public string? Text(ImportField field)
    {
        var cell = Cell(field);
        if (cell.Kind == CellKind.Error)
            Fault(field, "cell-error");
        // Spaces around names and texts are the books' own; around codes and numbers they are a slip.
        var text = cell.Kind == CellKind.Text && field is ImportField.AccountName or ImportField.Description or ImportField.Party ? cell.Text : Figures.Text(cell);
        if (text.Length > LongestText)
            Fault(field, "text-too-long");
        else if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0 || text.Contains('\ufffd', StringComparison.Ordinal))
            Fault(field, "unreadable-letters");
        return text.Length == 0 ? null : text;
    }

    public decimal? Amount(ImportField field)
    {
        var (amount, fault) = Figures.Amount(Cell(field), layout.DecimalMark);
        if (fault is not null)
            Fault(field, fault);
        return amount;
    }

    public DateOnly? Date(ImportField field)
    {
        var (date, fault) = Figures.Date(Cell(field), layout.Dates);
        if (fault is not null)
            Fault(field, fault);
        return date;
    }

    public int? Whole(ImportField field)
    {
        var number = Amount(field);
        if (number is { } whole && (whole != decimal.Truncate(whole) || whole is < 0 or > 1_000_000))
            Fault(field, "not-a-number");
        return IsGood ? (int?)number : null;
    }

    public void Missing(ImportField field) => Fault(field, "missing");

    public void Fault(ImportField field, string code, int? earlier = null)
    {
        IsGood = false;
        var column = mapping.TryGetValue(field, out var index) && index < columns.Count ? columns[index] : null;
        tell(new RowFault(row.Number, column?.Letter, column?.Header, field, code, earlier is null ? HeaderNames.Shown(Cell(field).Text) : $"{earlier}"));
    }

    /// <summary>The leftmost text of the row.</summary>
    public string First => row.Cells.Where(cell => cell.Kind != CellKind.Empty).Select(Figures.Text).FirstOrDefault() ?? "";

    /// <summary>Whether it is the leftmost that is filled.</summary>
    public bool IsFirst(ImportField field) => IsFilled(field) && row.Cells.Take(mapping[field]).All(cell => cell.Kind == CellKind.Empty);

    public bool IsFilled(ImportField field) => Cell(field).Kind != CellKind.Empty;

    private SheetCell Cell(ImportField field) => mapping.TryGetValue(field, out var column) ? row[column] : SheetCell.Empty;
}
