namespace DataRefresh.Imports;

/// <summary>In which order dates name day, month and year.</summary>
public enum DateOrder
{
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// <summary>How a file is to be read. It is found out, shown, and can be changed.</summary>
/// <param name="Sheet">Of a workbook; null for the first visible one.</param>
/// <param name="Encoding">Of a CSV file: a name of <see cref="TextEncodings"/>.</param>
/// <param name="Delimiter">Of a CSV file: one character.</param>
/// <param name="HeaderRow">The row with the names of the columns, from 1.</param>
/// <param name="DecimalMark">A comma or a point, in numbers that are written as text.</param>
public sealed record FileLayout(string? Sheet, string? Encoding, string? Delimiter, int HeaderRow, string DecimalMark, DateOrder Dates)
{
    /// <summary>Whether both see the same columns in the same file.</summary>
    public bool HasColumnsOf(FileLayout other) =>
        (Sheet, Encoding, Delimiter, HeaderRow) == (other.Sheet, other.Encoding, other.Delimiter, other.HeaderRow);
}
