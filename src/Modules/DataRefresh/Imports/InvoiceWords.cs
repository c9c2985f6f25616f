namespace DataRefresh.Imports;

/// <summary>How other programs, and our own downloads in four languages, call the state of an invoice.</summary>
internal static class InvoiceWords
{
    private static readonly Dictionary<string, string> States = new (string Value, string[] Words)[]
    {
        ("Draft", ["draft", "brouillon", "concept", "szkic"]),
        ("Submitted", ["submitted", "soumise", "ingediend", "przekazana"]),
        ("Open", ["open", "ouverte", "unpaid", "outstanding", "impayee", "openstaand", "onbetaald", "nieoplacona"]),
        ("Paid", ["paid", "payee", "betaald", "oplacona", "zaplacona"]),
        ("PartiallyPaid", ["partiallypaid", "partially paid", "partly paid", "part paid", "payee en partie", "deels betaald", "czesciowo oplacona"]),
        ("Void", ["void", "voided", "cancelled", "annulee", "geannuleerd", "anulowana"]),
    }
    .SelectMany(value => value.Words, (value, word) => (word, value.Value)).ToDictionary(pair => pair.word, pair => pair.Value);

    /// <summary>The house's word; the file's own where it is none of the known ones.</summary>
    public static string Status(string word) => States.GetValueOrDefault(HeaderNames.Normalise(word), word);
}
