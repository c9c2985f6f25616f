namespace DataRefresh.Imports;

/// <summary>How other programs, and our own downloads in four languages, call the state of an invoice.</summary>
internal static class InvoiceWords
{
    private static readonly Dictionary<string, string> States = new()
    {
        ["draft"] = "Draft", ["brouillon"] = "Draft", ["concept"] = "Draft", ["szkic"] = "Draft",
        ["submitted"] = "Submitted", ["soumise"] = "Submitted", ["ingediend"] = "Submitted", ["przekazana"] = "Submitted",
        ["open"] = "Open", ["ouverte"] = "Open", ["unpaid"] = "Open", ["outstanding"] = "Open", ["impayee"] = "Open", ["openstaand"] = "Open", ["onbetaald"] = "Open", ["nieoplacona"] = "Open",
        ["paid"] = "Paid", ["payee"] = "Paid", ["betaald"] = "Paid", ["oplacona"] = "Paid", ["zaplacona"] = "Paid",
        ["partiallypaid"] = "PartiallyPaid", ["partially paid"] = "PartiallyPaid", ["partly paid"] = "PartiallyPaid", ["part paid"] = "PartiallyPaid",
        ["payee en partie"] = "PartiallyPaid", ["deels betaald"] = "PartiallyPaid", ["czesciowo oplacona"] = "PartiallyPaid",
        ["void"] = "Void", ["voided"] = "Void", ["cancelled"] = "Void", ["annulee"] = "Void", ["geannuleerd"] = "Void", ["anulowana"] = "Void",
    };

    /// <summary>The house's word; the file's own where it is none of the known ones.</summary>
    public static string Status(string word) => States.GetValueOrDefault(HeaderNames.Normalise(word), word);
}
