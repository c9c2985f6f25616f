using System.Globalization;
using System.Text;

namespace DataRefresh.Dashboard;

/// <summary>Makes names comparable for searching: no case, no accents, also for letters that do not decompose.</summary>
internal static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            folded.Append(char.ToLowerInvariant(c) switch
            {
                'ł' => "l",
                'ø' => "o",
                'đ' => "d",
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                var other => other.ToString(),
            });
        }

        return folded.ToString();
    }
}
