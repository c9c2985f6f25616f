namespace DataRefresh.Snapshots;

/// <summary>What one customer owes, or what is owed to one supplier, in one currency and one age.</summary>
/// <param name="AsOf">The day on which the ages are counted.</param>
/// <param name="From">First day of the bracket; null for everything older than <paramref name="To"/>.</param>
/// <param name="Amount">Outstanding, in <paramref name="Currency"/>: positive is owed, negative is a credit in hand.</param>
public sealed record AgedBalanceRow(
    string? PartyId,
    string? PartyName,
    DateOnly AsOf,
    DateOnly? From,
    DateOnly? To,
    decimal Amount,
    string? Currency);
