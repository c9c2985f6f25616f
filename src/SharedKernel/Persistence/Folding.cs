using System.Globalization;
using System.Text;

namespace SharedKernel.Persistence;

/// <summary>
/// Text as it is searched and sorted: lower case, without accents, the same on every database engine. "Łódź Żuraw"
/// is found by "lodz zuraw" and stands at L.
/// </summary>
public static class Folding
{
    public static string Fold(params string?[] texts)
    {
        var folded = new StringBuilder();
        foreach (var text in texts.Where(t => !string.IsNullOrWhiteSpace(t)))
        {
            if (folded.Length > 0)
                folded.Append(' ');
            foreach (var c in text!.Trim().Normalize(NormalizationForm.FormKD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                    Append(folded, char.ToLowerInvariant(c));
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A LIKE pattern (escaped with a backslash) that finds the words of a search, each anywhere.</summary>
    public static IEnumerable<string> Patterns(string? search) => Fold(search)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Take(8)
        .Select(word => $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_").Replace("[", @"\[")}%");

    // Letters that Unicode does not take apart into a base and a mark.
    private static void Append(StringBuilder text, char c) => _ = c switch
    {
        'ł' => text.Append('l'),
        'ø' => text.Append('o'),
        'đ' or 'ð' => text.Append('d'),
        'ß' => text.Append("ss"),
        'æ' => text.Append("ae"),
        'œ' => text.Append("oe"),
        'þ' => text.Append("th"),
        'ı' => text.Append('i'),
        'ς' => text.Append('σ'),
        _ => text.Append(c),
    };
}
