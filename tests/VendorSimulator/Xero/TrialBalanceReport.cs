using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;

namespace VendorSimulator.Xero;

/// <summary>
/// The trial balance of a day: what moved in its month up to it, and balances since the year began. Earlier years'
/// results stand in retained earnings.
/// </summary>
internal static class TrialBalanceReport
{
    private static readonly (string Title, string Class)[] Sections =
        [("Revenue", "REVENUE"), ("Expenses", "EXPENSE"), ("Assets", "ASSET"), ("Liabilities", "LIABILITY"), ("Equity", "EQUITY")];

    public static XeroReport Of(CompanyBooks books, DateOnly date, TimeProvider clock)
    {
        var balances = Statements.Balances(books, date);
        var moved = Statements.Movements(books, new DateOnly(date.Year, date.Month, 1), date);
        var report = new XeroReport("Trial Balance", "TrialBalance", books.Profile.Name, $"As at {LongDay(date)}", clock);
        report.Header("Account", "Debit", "Credit", "YTD Debit", "YTD Credit");
        var shown = books.Chart.All.Where(account => balances[account.Code] != 0 || moved[account.Code] != 0).ToList();
        foreach (var (title, group) in Sections)
        {
            var rows = shown
                .Where(account => XeroAccounts.ClassOf(account) == group)
                .Select(account => XeroReport.Row(
                    XeroAccounts.CodeOf(account) is { } code ? $"{account.Name} ({code})" : account.Name,
                    account.Id,
                    [.. Sides(account, moved), .. Sides(account, balances)]))
                .ToList();
            if (rows.Count > 0)
                report.Section(title, rows);
        }

        report.Section("", XeroReport.Summary("Total", [.. Sums(shown, moved), .. Sums(shown, balances)]));
        return report;
    }

    /// <summary>One of the two cells is empty; nothing at all is a nought on the account's usual side.</summary>
    private static string[] Sides(Account account, Dictionary<string, long> amounts)
    {
        var amount = amounts[account.Code];
        return amount > 0 || (amount == 0 && account.IsDebit) ? [Shown(amount), ""] : ["", Shown(-amount)];
    }

    private static string[] Sums(List<Account> accounts, Dictionary<string, long> amounts) =>
    [
        Shown(accounts.Sum(account => Math.Max(0, amounts[account.Code]))),
        Shown(accounts.Sum(account => Math.Max(0, -amounts[account.Code]))),
    ];
}
