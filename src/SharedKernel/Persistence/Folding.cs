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
            // Half of a pair, or what is no character, cannot be normalised.
            var whole = string.Concat(text!.Trim().EnumerateRunes().Where(rune => rune.Value != 0xFFFE));
            foreach (var c in whole.Normalize(NormalizationForm.FormKD))
            {
                // No engine's text holds a NUL, and no name a tabulator.
                if (char.IsControl(c))
                    folded.Append(' ');
                else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                    Append(folded, char.ToLowerInvariant(c));
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>As <see cref="Fold"/>, for a column of limited length: taking letters apart can double a text.</summary>
    public static string FoldWithin(int length, params string?[] texts)
    {
        var folded = Fold(texts);
        return folded.Length <= length ? folded : folded[..(char.IsHighSurrogate(folded[length - 1]) ? length - 1 : length)];
    }

    /// <summary>The words that a search asks for, each of them anywhere.</summary>
    public static IEnumerable<string> Words(string? search) =>
        Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(8);

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
