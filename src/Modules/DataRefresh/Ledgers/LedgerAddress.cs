using System.Globalization;

namespace DataRefresh.Ledgers;

/// <summary>Where the lines behind a figure are; beside the other reports of the same engagement.</summary>
public static class LedgerAddress
{
    public static string Of(string account, DateOnly from, DateOnly to) => string.Create(
        CultureInfo.InvariantCulture, $"general-ledger?account={Uri.EscapeDataString(account)}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    public static string OfEntry(string entry) => $"general-ledger/entries/{Uri.EscapeDataString(entry)}";
}
