using System.Globalization;
using System.Text;

namespace DataRefresh.Connectors.Codat;

/// <summary>
/// Names that Codat accepts. Its specification allows <c>[A-Za-z0-9\s\-',&amp;@.,?!]</c>; anything else is dropped there
/// silently, which would turn "Łódź" into "d". We fold to the nearest letters first.
/// </summary>
internal static class CodatName
{
    // Letters that Unicode does not take apart into a letter and a mark.
    private static readonly Dictionary<char, string> Whole = new()
    {
        ['ł'] = "l",
        ['Ł'] = "L",
        ['ø'] = "o",
        ['Ø'] = "O",
        ['đ'] = "d",
        ['Đ'] = "D",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['Æ'] = "AE",
        ['œ'] = "oe",
        ['Œ'] = "OE",
        ['’'] = "'",
        ['‘'] = "'",
        ['–'] = "-",
        ['—'] = "-",
        ['+'] = "&",
    };

    public static string From(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (Whole.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else if (IsAllowed(letter))
                folded.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(' ');
        }

        var words = folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "Customer" : string.Join(' ', words);
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || "-',&@.?!".Contains(letter, StringComparison.Ordinal);
}
