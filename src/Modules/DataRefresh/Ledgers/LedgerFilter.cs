using System.Globalization;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;
using SharedKernel.Persistence;

namespace DataRefresh.Ledgers;

/// <summary>Which lines of a ledger are wanted.</summary>
/// <param name="Account">An account's id, or <see cref="TrialBalance.NoAccount"/>.</param>
/// <param name="Words">Folded; each must occur somewhere in the line.</param>
internal sealed record LedgerFilter(string? Account, DateOnly From, DateOnly To, string[] Words)
{
    /// <summary>The account as the ledger's lines and index name it.</summary>
    public string? Key => Account == TrialBalance.NoAccount ? "" : Account;

    /// <summary>What a stored line of the account has in it; null where that does not tell.</summary>
    public byte[]? Field => Key is { Length: > 0 } id ? LedgerReader.Field("accountId", id) : null;

    public bool IsOfAccount(LedgerRow row) => Key is null || (row.AccountId ?? "") == Key;

    public bool Wants(LedgerRow row) => row.Date >= From && row.Date <= To && IsOfAccount(row) && Finds(row);

    /// <summary>The account's lines of a block, or all of them.</summary>
    public LedgerShare ShareOf(LedgerBlock block) => Key is { } id
        ? block.Accounts.GetValueOrDefault(id)
        : block.Accounts.Values.Aggregate(default(LedgerShare), (sum, share) => sum + share);

    /// <summary>Reads the parts of an address; the second is the part that cannot be read.</summary>
    public static (LedgerFilter? Filter, string? Wrong) Of(string? account, string? from, string? to, string? search)
    {
        if (!IsDay(from, DateOnly.MinValue, out var first))
            return (null, "from");
        if (!IsDay(to, DateOnly.MaxValue, out var last) || last < first)
            return (null, "to");
        var words = Folding.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (new LedgerFilter(string.IsNullOrWhiteSpace(account) ? null : account, first, last, words), null);
    }

    private static bool IsDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return string.IsNullOrWhiteSpace(text) || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private bool Finds(LedgerRow row)
    {
        if (Words.Length == 0)
            return true;
        var text = Folding.Fold(
            row.Description, row.Journal, row.AccountName, row.EntryId, row.SourceId, Math.Abs(row.Amount).ToString(CultureInfo.InvariantCulture));
        return Words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
