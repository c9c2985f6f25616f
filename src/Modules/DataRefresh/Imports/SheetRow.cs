using System.Globalization;

namespace DataRefresh.Imports;

internal enum CellKind
{
    Empty,
    Text,

    /// <summary>The text is a number as programs write it.</summary>
    Number,

    /// <summary>The text is an ISO date.</summary>
    Date,

    /// <summary>A formula that came to nothing, such as #REF!.</summary>
    Error,
}

internal readonly record struct SheetCell(CellKind Kind, string Text)
{
    public static SheetCell Empty { get; } = new(CellKind.Empty, "");

    public static SheetCell Of(string text) => string.IsNullOrWhiteSpace(text) ? Empty : new(CellKind.Text, text);
}

/// <summary>One row of a file, whichever its format.</summary>
/// <param name="Number">From 1, as a spreadsheet program shows it.</param>
/// <param name="Cells">Up to the last one that is known of; what is not there is empty.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    private const int Longest = 2 * HeaderNames.Longest;

    public SheetCell this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : SheetCell.Empty;

    /// <summary>The row for people to look at: a file may refer to one long text from every cell, and all of them would be held.</summary>
    public SheetRow Brief() => new(Number, [.. Cells.Select(cell => cell.Text.Length > Longest ? cell with { Text = cell.Text[..Longest] } : cell)]);

    public bool IsEmpty => Cells.All(cell => cell.Kind == CellKind.Empty);
}

internal static class ColumnLetters
{
    /// <summary>A, B … Z, AA for columns counted from nought.</summary>
    public static string Of(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }

    /// <summary>The column of a cell's address such as AB12, counted from nought; −1 where it is none.</summary>
    public static int ColumnOf(ReadOnlySpan<char> address)
    {
        var column = 0;
        var length = 0;
        for (; length < address.Length && char.IsAsciiLetter(address[length]); length++)
        {
            if (length == 3)
                return -1;
            column = (column * 26) + (char.ToUpperInvariant(address[length]) - 'A' + 1);
        }

        return length == 0 || !int.TryParse(address[length..], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? -1 : column - 1;
    }
}
