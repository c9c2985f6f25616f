using Microsoft.Extensions.Localization;

namespace DataRefresh.Reports;

internal static class InvoiceStatus
{
    /// <summary>The vendor's word in the reader's language; as it is where it is none of the known ones.</summary>
    public static string Text(string? status, IStringLocalizer<Text> words) => status switch
    {
        "Draft" or "Submitted" or "Open" or "PartiallyPaid" or "Paid" or "Void" => words[$"Invoice_{status}"],
        null or "Unknown" => "",
        _ => status,
    };
}
