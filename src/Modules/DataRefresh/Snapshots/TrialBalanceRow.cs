namespace DataRefresh.Snapshots;

/// <summary>One account of a trial balance; all amounts in the organisation's base currency.</summary>
/// <param name="From">First day of the trial balance: mostly that of the financial year, later than what was read.</param>
/// <param name="To">Last day, included. All rows have the same two.</param>
/// <param name="AccountId">
/// The account's id; for lines that only exist on the balance sheet, what <see cref="TrialBalances.TrialBalance"/> says.
/// </param>
/// <param name="Opening">At the start of the first day, debit positive.</param>
/// <param name="Debit">Sum of the debits of the period, never negative.</param>
/// <param name="Credit">Sum of the credits of the period, never negative.</param>
/// <param name="Closing">Opening + debit − credit, debit positive.</param>
public sealed record TrialBalanceRow(
    DateOnly From,
    DateOnly To,
    string AccountId,
    string? Code,
    string? Name,
    AccountKind Kind,
    decimal Opening,
    decimal Debit,
    decimal Credit,
    decimal Closing,
    string? Currency);
