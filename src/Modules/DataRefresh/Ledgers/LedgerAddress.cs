using System.Globalization;

namespace DataRefresh.Ledgers;

/// <summary>Where the lines behind a figure are; beside the other reports of the same engagement.</summary>
public static class LedgerAddress
{
    public static string Of(string account, DateOnly from, DateOnly to) => string.Create(
        CultureInfo.InvariantCulture, $"general-ledger?account={Uri.EscapeDataString(account)}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    /// <param name="on">Its day, by which it is found quickly.</param>
    public static string OfEntry(string entry, DateOnly on) => string.Create(
        CultureInfo.InvariantCulture, $"general-ledger/entries/{Uri.EscapeDataString(entry)}?on={on:yyyy-MM-dd}");
}
