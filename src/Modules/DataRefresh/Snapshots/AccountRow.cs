namespace DataRefresh.Snapshots;

/// <summary>What an account measures. Decides on which statement it stands and which side is its natural one.</summary>
public enum AccountKind
{
    /// <summary>The vendor could not place it.</summary>
    Unknown,
    Asset,
    Liability,
    Equity,
    Income,
    Expense,
}

/// <summary>One account of the chart of accounts.</summary>
/// <param name="Id">The vendor's key, unique within the customer. <paramref name="Code"/> need not be unique.</param>
/// <param name="Category">The vendor's full path, such as <c>Asset.Assets.AccountsReceivable</c>.</param>
/// <param name="Currency">ISO 4217; null where the vendor does not say.</param>
/// <param name="CurrentBalance">
/// As the vendor states it, when it was read. <b>Its sign is not normalised</b>: vendors disagree on it, so only
/// <see cref="TrialBalances.TrialBalance"/> uses it, and only as a last resort.
/// </param>
public sealed record AccountRow(
    string Id,
    string? Code,
    string? Name,
    AccountKind Kind,
    string? Category,
    string? Currency,
    decimal? CurrentBalance,
    bool IsBankAccount,
    bool IsActive);
