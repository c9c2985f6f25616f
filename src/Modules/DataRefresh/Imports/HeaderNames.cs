using System.Text;
using SharedKernel.Persistence;

namespace DataRefresh.Imports;

/// <summary>A column of a file.</summary>
/// <param name="Index">From nought.</param>
/// <param name="Letter">As spreadsheets name it.</param>
/// <param name="Header">As the file names it; empty where it does not.</param>
/// <param name="Key">What it is remembered by: the normalised header, told apart from others of the same name.</param>
public sealed record FileColumn(int Index, string Letter, string Header, string Key);

internal static class HeaderNames
{
    /// <summary>Letters of a name or a value that a page shows.</summary>
    public const int Longest = 100;

    /// <summary>Without case, accents and marks: "Solde d’ouverture (€)" is "solde d ouverture".</summary>
    public static string Normalise(string header)
    {
        // Half letters and what is none cannot be folded.
        var whole = string.Concat(header.Take(Longest).Select(letter => char.IsSurrogate(letter) || letter == '\ufffe' ? ' ' : letter));
        var folded = Folding.Fold(whole);
        var words = new StringBuilder(folded.Length);
        foreach (var letter in folded)
        {
            if (char.IsLetterOrDigit(letter))
                words.Append(letter);
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }

        return words.ToString().TrimEnd();
    }

    /// <summary>The columns that a header row names, and those that only have values below it.</summary>
    public static IReadOnlyList<FileColumn> Columns(SheetRow header, int width)
    {
        var (columns, used, times) = (new List<FileColumn>(), new HashSet<string>(), new Dictionary<string, int>());
        for (var index = 0; index < Math.Max(width, header.Cells.Count); index++)
        {
            var text = Shown(Figures.Text(header[index]));
            var letter = ColumnLetters.Of(index);
            var name = Normalise(text) is { Length: > 0 } normal ? normal : $"column {letter}";
            var (key, time) = (name, times.GetValueOrDefault(name, 1));
            // "x" comes twice, and another is called "x 2".
            while (!used.Add(key))
                key = $"{name} {++time}";
            times[name] = time;
            columns.Add(new FileColumn(index, letter, text, key));
        }

        return columns;
    }

    /// <summary>The fields that columns are known to be by their names; each column is one field at most.</summary>
    public static Dictionary<ImportField, int> Match(UploadKind kind, IReadOnlyList<FileColumn> columns)
    {
        var (found, free) = (new Dictionary<ImportField, int>(), columns.ToDictionary(column => column.Key, column => column.Index));
        foreach (var field in FieldCatalogue.Of(kind))
        {
            if (Array.Find(field.Names, free.ContainsKey) is not { } name)
                continue;
            found[field.Field] = free[name];
            free.Remove(name);
        }

        return found;
    }

    /// <summary>How many cells of a row are names of columns.</summary>
    public static int Score(UploadKind kind, SheetRow row) => Match(kind, Columns(row, 0)).Count;

    /// <summary>Text of a file as it may stand on a page: short, and without what no page can show.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length > Longest ? text[..(char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1)] + "…" : text;
        return cut.AsSpan().ContainsAnyInRange('\0', '\u001f') ? string.Concat(cut.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim() : cut.Trim();
    }
}
