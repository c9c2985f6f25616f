using System.Globalization;

namespace DataRefresh.Imports;

/// <summary>
/// Amounts and dates as people and programs write them. Nothing is guessed: what has two readings is read by the file's layout,
/// and what does not fit it is a fault. "1,5" never becomes 15, and 3/13 never March.
/// </summary>
internal static class Figures
{
    private const decimal Largest = 1_000_000_000_000_000m;
    private const string Spaces = " \u00a0\u202f\u2009";
    private const string Apostrophes = "'’";
    private static readonly string[] Currencies = ["€", "$", "£", "zł", "EUR", "PLN", "USD", "GBP", "CHF"];

    /// <summary>An amount; the code of a row's fault where it is none.</summary>
    public static (decimal? Amount, string? Fault) Amount(SheetCell cell, string decimalMark) => cell.Kind switch
    {
        CellKind.Empty => (null, null),
        CellKind.Error => (null, "cell-error"),
        CellKind.Date => (null, "not-a-number"),
        CellKind.Number => Bounded(Exact(cell.Text)),
        _ => Bounded(Written(cell.Text, decimalMark)),
    };

    public static (DateOnly? Date, string? Fault) Date(SheetCell cell, DateOrder order) => cell.Kind switch
    {
        CellKind.Empty => (null, null),
        CellKind.Error => (null, "cell-error"),
        _ => Written(cell.Text, order) switch
        {
            null => (null, "not-a-date"),
            { Year: < 1900 or > 2100 } => (null, "date-implausible"),
            { } date => (date, null),
        },
    };

    /// <summary>As text where the cell is a number: an account's code must not become 4E+05.</summary>
    public static string Text(SheetCell cell) =>
        cell.Kind == CellKind.Number && Exact(cell.Text) is { } number ? number.ToString("0.##########", CultureInfo.InvariantCulture) : cell.Text.Trim();

    /// <summary>Numbers in workbooks are binary; from the seventeenth digit on they say more than was ever entered.</summary>
    private static decimal? Exact(string text)
    {
        if (text.Count(char.IsAsciiDigit) < 17 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return exact;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var binary) && Math.Abs(binary) < (double)Largest * 10 ? (decimal)binary : null;
    }

    private static (decimal? Amount, string? Fault) Bounded(decimal? amount) => amount switch
    {
        null => (null, "not-a-number"),
        > Largest or < -Largest => (null, "number-too-large"),
        _ => (amount, null),
    };

    private static decimal? Written(string written, string decimalMark)
    {
        if (written.Length > 60)
            return null;
        var text = written.Trim();
        foreach (var currency in Currencies)
        {
            if (text.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
                text = text[currency.Length..].Trim();
            else if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase))
                text = text[..^currency.Length].Trim();
        }

        var negative = false;
        if (text is ['(', .., ')'])
            (negative, text) = (true, text[1..^1].Trim());
        else if (text is ['-' or '−', ..])
            (negative, text) = (true, text[1..].Trim());
        else if (text is [.., '-' or '−'])
            (negative, text) = (true, text[..^1].Trim());
        else if (text is ['+', ..])
            text = text[1..].Trim();

        return Plain(text, decimalMark[0]) is { } amount ? (negative ? -amount : amount) : null;
    }

    // Groups must be of three digits and all parted alike, or a mark that means something else would be overlooked.
    private static decimal? Plain(string text, char mark)
    {
        var point = text.IndexOf(mark);
        var (whole, part) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..]);
        if (whole.Length == 0 && part.Length == 0 || part.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        Span<char> digits = stackalloc char[64];
        var (length, separator, group) = (0, '\0', 0);
        foreach (var letter in whole)
        {
            if (char.IsAsciiDigit(letter))
            {
                digits[length++] = letter;
                group++;
                continue;
            }

            var isSeparator = (Spaces.Contains(letter, StringComparison.Ordinal) || Apostrophes.Contains(letter, StringComparison.Ordinal) || letter is '.' or ',') && letter != mark;
            if (!isSeparator || (separator == '\0' ? group is < 1 or > 3 : letter != separator || group != 3))
                return null;
            (separator, group) = (letter, 0);
        }

        if (separator != '\0' && group != 3)
            return null;
        digits[length++] = '.';
        part.CopyTo(digits[length..]);
        return decimal.TryParse(digits[..(length + part.Length)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    private static DateOnly? Written(string written, DateOrder order)
    {
        var text = written.AsSpan().Trim();
        if (text.Length > 40)
            return null;
        // A time behind the date says nothing that is needed.
        var end = text.IndexOfAny('T', ' ');
        if (end > 0 && text[(end + 1)..].IndexOf(':') > 0)
            text = text[..end].Trim();

        Span<Range> parts = stackalloc Range[4];
        var count = text.SplitAny(parts, "-/.");
        if (count == 1 && text.Length == 8 && order == DateOrder.YearMonthDay)
            return Day(text[..4], text[4..6], text[6..]);
        if (count != 3)
            return null;
        var first = text[parts[0]].Trim();
        var second = text[parts[1]].Trim();
        var third = text[parts[2]].Trim();
        // Four digits in front are a year, whatever the rest of the file does.
        if (first.Length == 4)
            return Day(first, second, third);
        return order switch
        {
            DateOrder.DayMonthYear => Day(third, second, first),
            DateOrder.MonthDayYear => Day(third, first, second),
            _ => null,
        };
    }

    private static DateOnly? Day(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        if (year.Length is not (2 or 4) || month.Length > 2 || day.Length > 2
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            || !int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            || !int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d))
            return null;
        y += year.Length == 2 ? 2000 : 0;
        return y is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }
}
