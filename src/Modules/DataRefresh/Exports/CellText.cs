namespace DataRefresh.Exports;

/// <summary>
/// Text from other people's books in a file that a spreadsheet opens. OWASP "CSV injection": a cell that begins with
/// <c>= + - @</c>, tab, carriage return or line feed (or the full-width forms that some spreadsheets fold) may run as a formula.
/// Such text gets an apostrophe in front. So that reading back restores every text, text that already begins with apostrophes
/// and then such a character gets one more: <see cref="Restore"/> takes exactly one off, and nothing else is touched.
/// </summary>
internal static class CellText
{
    private const char Apostrophe = '\'';
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    public static string? Guard(string? text) => NeedsGuard(text) ? Apostrophe + text : text;

    public static string? Restore(string? text) =>
        text is [Apostrophe, .. var rest] && NeedsGuard(rest) ? rest : text;

    // Spaces do not help: some spreadsheets trim before they look.
    private static bool NeedsGuard(string? text)
    {
        var bare = text.AsSpan().TrimStart(Apostrophe).TrimStart(' ');
        return bare.Length > 0 && Dangerous.Contains(bare[0], StringComparison.Ordinal);
    }
}
