using DataRefresh.Reports;
using SharedKernel.Web;

namespace DataRefresh.Ledgers;

/// <summary>One page of the general ledger.</summary>
/// <param name="Accounts">All that can be chosen.</param>
/// <param name="Account">The chosen one.</param>
/// <param name="Sums">Of all wanted lines; null where a search ended before all were seen.</param>
/// <param name="BalanceFrom">First day from which balances of accounts are known; null where they are not.</param>
/// <param name="Wrong">Which filter cannot be: from, to or account.</param>
public sealed record LedgerView(
    ReportFrameView Frame,
    IReadOnlyList<LedgerAccount> Accounts,
    LedgerAccount? Account,
    LedgerSums? Sums,
    DateOnly? BalanceFrom,
    Page<LedgerLine> Lines,
    string? Wrong = null);

public sealed record LedgerAccount(string Id, string? Code, string? Name)
{
    public string Title => Code is null ? Name ?? Id : $"{Code} {Name}";
}

/// <param name="Opening">Before the first wanted line, debit positive; null where it is not known.</param>
/// <param name="Closing">After the last wanted line.</param>
public sealed record LedgerSums(decimal? Opening, decimal Debit, decimal Credit, decimal? Closing);

/// <summary>One line of an entry.</summary>
/// <param name="Amount">Debit positive.</param>
/// <param name="Balance">Of the chosen account after this line, debit positive; null where it is not known.</param>
public sealed record LedgerLine(
    string EntryId,
    int Line,
    DateOnly Date,
    LedgerAccount Account,
    string? Party,
    string? Description,
    string? Journal,
    decimal Amount,
    decimal? Balance,
    string? Currency)
{
    public decimal? Debit => Amount > 0 ? Amount : null;

    public decimal? Credit => Amount < 0 ? -Amount : null;
}
