namespace DataRefresh.Exports;

/// <summary>How a report looks as a table: what stands above it, and its columns in order.</summary>
/// <param name="Title">Such as "Trial balance", in the reader's language.</param>
/// <param name="Customer">Whose books these are.</param>
/// <param name="Period">Such as "1 January 2026 – 21 November 2026", in the reader's manner.</param>
/// <param name="Total">The word before the sums.</param>
internal sealed record ReportTable<TRow>(string Title, string Customer, string Period, string Total)
{
    private readonly List<Column<TRow>> columns = [];

    public IReadOnlyList<Column<TRow>> Columns => columns;

    public ReportTable<TRow> Text(string heading, Func<TRow, string?> of, double width = 16) =>
        With(new Column<TRow>(heading, width, row => new Cell(Text: of(row)), null));

    public ReportTable<TRow> Date(string heading, Func<TRow, DateOnly?> of) =>
        With(new Column<TRow>(heading, 12, row => new Cell(Date: of(row)), null));

    /// <summary>Money; two decimals are shown, all are kept.</summary>
    /// <param name="totalled">Whether its sum stands under the column: only where all rows are in one currency.</param>
    public ReportTable<TRow> Amount(string heading, Func<TRow, decimal?> of, bool totalled = false) =>
        With(new Column<TRow>(heading, 18, row => new Cell(Amount: of(row)), totalled ? of : null));

    /// <summary>A number that is not money.</summary>
    public ReportTable<TRow> Number(string heading, Func<TRow, decimal?> of) =>
        With(new Column<TRow>(heading, 12, row => new Cell(Number: of(row)), null));

    private ReportTable<TRow> With(Column<TRow> column)
    {
        columns.Add(column);
        return this;
    }
}

/// <param name="Width">In characters.</param>
/// <param name="Summed">What is summed under the column; null for no sum.</param>
internal sealed record Column<TRow>(string Heading, double Width, Func<TRow, Cell> Of, Func<TRow, decimal?>? Summed);

/// <summary>One value of at most one kind; an empty cell has none.</summary>
internal readonly record struct Cell(string? Text = null, decimal? Amount = null, decimal? Number = null, DateOnly? Date = null);
