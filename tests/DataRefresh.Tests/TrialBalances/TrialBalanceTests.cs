using System.Globalization;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Tests.TrialBalances;

public sealed class TrialBalanceTests
{
    // A year from April. Before it: bank 100, debts 30, capital 50, and a result of 20 that no account holds yet.
    private static readonly DateOnly Eve = new(2026, 3, 31);
    private static readonly DateOnly Last = new(2026, 5, 31);

    private static readonly AccountRow[] Chart =
    [
        Account("bank", "1000", AccountKind.Asset, 130), Account("debts", "2000", AccountKind.Liability, 35), Account("capital", "3000", AccountKind.Equity, 50),
        Account("retained", "3100", AccountKind.Equity, 20), Account("sales", "4000", AccountKind.Income, 40), Account("rent", "5000", AccountKind.Expense, 15),
    ];

    private static readonly LedgerRow[] Ledger =
    [
        Line("e0", "2026-03-15", "bank", 20), Line("e0", "2026-03-15", "sales", -20),
        Line("e1", "2026-04-10", "bank", 40), Line("e1", "2026-04-10", "sales", -40),
        Line("e2", "2026-05-10", "rent", 15), Line("e2", "2026-05-10", "bank", -10), Line("e2", "2026-05-10", "debts", -5),
    ];

    private static readonly StatementRow[] Before =
        [Sheet(Eve, StatementSection.Assets, "bank", 100), Sheet(Eve, StatementSection.Liabilities, "debts", 30), Sheet(Eve, StatementSection.Equity, "capital", 50), Sheet(Eve, StatementSection.Equity, null, 20)];

    private static readonly StatementRow[] After =
    [
        Sheet(Last, StatementSection.Assets, "bank", 130), Sheet(Last, StatementSection.Liabilities, "debts", 35), Sheet(Last, StatementSection.Equity, "capital", 50),
        Sheet(Last, StatementSection.Equity, "retained", 20), Sheet(Last, StatementSection.Equity, null, 25),
    ];

    private static readonly StatementRow[] Results =
    [
        Month(4, StatementSection.Income, "sales", 40), Month(4, StatementSection.NetProfit, null, 40),
        Month(5, StatementSection.Expenses, "rent", 15), Month(5, StatementSection.NetProfit, null, -15),
    ];

    [Fact]
    public async Task It_opens_with_the_balance_sheet_before_and_carries_the_old_result_to_the_account_that_grew()
    {
        var balance = await Derive([.. Before, .. After]);

        Assert.Equal((OpeningSource.BalanceSheetBefore, new DateOnly(2026, 4, 1)), (balance.Opening, balance.FirstDay));
        Assert.Equal(
            [("1000", 100, 40, 10, 130), ("2000", -30, 0, 5, -35), ("3000", -50, 0, 0, -50), ("3100", -20, 0, 0, -20), ("4000", 0, 0, 40, -40), ("5000", 0, 15, 0, 15)],
            Lines(balance));
        Assert.Empty(Check(balance, [.. Before, .. After]));
    }

    [Fact]
    public async Task An_old_result_that_no_account_took_up_keeps_its_own_row()
    {
        var balance = await Derive(Before);

        Assert.Equal((TrialBalance.CarriedResult, -20m), balance.Rows.Where(row => row.Code is null).Select(row => (row.AccountId, row.Opening)).Single());
        Assert.Equal(0, balance.Rows.Sum(row => row.Opening));
    }

    [Fact]
    public async Task Without_an_earlier_balance_sheet_postings_are_taken_off_a_later_one()
    {
        var balance = await Derive(After);

        Assert.Equal(OpeningSource.BalanceSheetWithin, balance.Opening);
        Assert.Equal(Lines(await Derive([.. Before, .. After])), Lines(balance));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Without_any_balance_sheet_present_balances_serve_whichever_sign_credits_have(int creditSign)
    {
        var chart = Chart.Select(account => account.Kind is AccountKind.Asset or AccountKind.Expense ? account : account with { CurrentBalance = creditSign * account.CurrentBalance }).ToArray();
        // The result of this year is in no balance sheet account, so what they sum to is that.
        var balance = await Derive([], chart);

        Assert.Equal(OpeningSource.CurrentBalances, balance.Opening);
        Assert.Equal(Lines(await Derive([.. Before, .. After])), Lines(balance));
    }

    [Fact]
    public async Task Balances_that_do_not_sum_to_nought_are_not_guessed_at()
    {
        var balance = await Derive([], [.. Chart.Select(account => account.Id == "bank" ? account with { CurrentBalance = 999 } : account)]);

        Assert.Equal(OpeningSource.None, balance.Opening);
        Assert.All(balance.Rows, row => Assert.Equal(0, row.Opening));
        Assert.Equal([TrialBalanceTieOut.OpeningUnknown], Check(balance, []).Select(warning => warning.Code).Take(1));
    }

    [Fact]
    public async Task A_period_within_a_year_opens_profit_and_loss_with_the_months_before()
    {
        var eve = new DateOnly(2026, 4, 30);
        StatementRow[] sheets =
        [
            Sheet(eve, StatementSection.Assets, "bank", 140), Sheet(eve, StatementSection.Liabilities, "debts", 30), Sheet(eve, StatementSection.Equity, "capital", 50),
            Sheet(eve, StatementSection.Equity, "retained", 20), Sheet(eve, StatementSection.Equity, null, 40), .. After,
        ];
        var balance = await Derive(sheets, from: eve.AddDays(1));

        Assert.Equal(
            [("1000", 140, 0, 10, 130), ("2000", -30, 0, 5, -35), ("3000", -50, 0, 0, -50), ("3100", -20, 0, 0, -20), ("4000", -40, 0, 0, -40), ("5000", 0, 15, 0, 15)],
            Lines(balance));
        Assert.Empty(Check(balance, sheets));
    }

    [Fact]
    public async Task Differences_are_named_with_both_amounts_and_nothing_is_corrected()
    {
        StatementRow[] sheets = [.. Before, .. After];
        LedgerRow[] lost = [.. Ledger.Where(row => row.EntryId != "e1")];
        LedgerRow[] torn = [.. Ledger.Where(row => row.AccountId != "debts")];

        var missing = Check(await Derive(sheets, ledger: lost), sheets);
        var unbalanced = Check(await Derive(sheets, ledger: torn), sheets);

        Assert.Contains(new TieOutWarning(TrialBalanceTieOut.BalanceSheet, 130, 90, Last, "Assets"), missing);
        Assert.Contains(new TieOutWarning(TrialBalanceTieOut.ProfitAndLoss, -25, 15, Last), missing);
        Assert.Contains(new TieOutWarning(TrialBalanceTieOut.EntriesUnbalanced, 0, 5, Last, "1"), unbalanced);
        Assert.Contains(new TieOutWarning(TrialBalanceTieOut.DebitsCredits, 55, 50, Last, "movement"), unbalanced);
        Assert.Contains(new TieOutWarning(TrialBalanceTieOut.BalanceSheet, -35, -30, Last, "Liabilities"), unbalanced);
    }

    [Fact]
    public async Task Ageing_is_held_against_the_control_account_unless_it_is_in_other_currencies()
    {
        AccountRow[] chart = [.. Chart.Select(account => account.Id == "debts" ? account with { Category = "Liability.AccountsPayable" } : account)];
        StatementRow[] sheets = [.. Before, .. After];
        var balance = await Derive(sheets, chart);

        Assert.Empty(TrialBalanceTieOut.Check(balance, Sources(sheets, chart), [], [Aged(30, "EUR"), Aged(5, "EUR")]));
        Assert.Empty(TrialBalanceTieOut.Check(balance, Sources(sheets, chart), [], [Aged(30, "EUR"), Aged(7, "USD")]));
        Assert.Equal(
            [new TieOutWarning(TrialBalanceTieOut.Payables, -34, -35, Last)],
            TrialBalanceTieOut.Check(balance, Sources(sheets, chart), [], [Aged(34, "EUR")]));
    }

    [Theory]
    [InlineData("2001-04-01", "2026-03-31", "2025-04-01")]
    [InlineData("2001-04-01", "2026-04-01", "2026-04-01")]
    [InlineData("2024-02-29", "2026-02-28", "2026-02-28")]
    [InlineData("2024-02-29", "2028-02-28", "2027-02-28")]
    [InlineData(null, "2026-12-31", "2026-01-01")]
    public void The_year_begins_on_its_day(string? pattern, string day, string start) =>
        Assert.Equal(Day(start), TrialBalance.YearStart(Organisation(pattern is null ? null : Day(pattern)), Day(day)));

    private static IEnumerable<(string?, decimal, decimal, decimal, decimal)> Lines(TrialBalance balance) =>
        balance.Rows.Select(row => (row.Code, row.Opening, row.Debit, row.Credit, row.Closing));

    private static Task<TrialBalance> Derive(StatementRow[] sheets, AccountRow[]? chart = null, LedgerRow[]? ledger = null, DateOnly? from = null) =>
        TrialBalance.Derive(Sources(sheets, chart, from), (ledger ?? Ledger).ToAsyncEnumerable(), default);

    private static IReadOnlyList<TieOutWarning> Check(TrialBalance balance, StatementRow[] sheets) =>
        TrialBalanceTieOut.Check(balance, Sources(sheets), [], []);

    private static TrialBalanceSources Sources(StatementRow[] sheets, AccountRow[]? chart = null, DateOnly? from = null) =>
        new(from ?? new DateOnly(2025, 4, 1), Last, Organisation(new DateOnly(2020, 4, 1)), chart ?? Chart, sheets, Results);

    private static OrganisationRow Organisation(DateOnly? year) => new("Books", null, null, null, "EUR", year, null);

    private static AccountRow Account(string id, string code, AccountKind kind, decimal balance) => new(id, code, id, kind, null, "EUR", balance, id == "bank", true);

    private static LedgerRow Line(string entry, string day, string account, decimal amount) =>
        new(entry, 1, Day(day), account, account, amount, "EUR", null, null, null, null, null, null, null);

    private static StatementRow Sheet(DateOnly day, StatementSection section, string? account, decimal amount) =>
        new(null, day, section, 1, 1, account, account ?? "Current year earnings", amount, amount, "EUR");

    private static StatementRow Month(int month, StatementSection section, string? account, decimal amount) =>
        new(new DateOnly(2026, month, 1), new DateOnly(2026, month, DateTime.DaysInMonth(2026, month)), section, 1, 1, account, account, amount, amount, "EUR");

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

    private static AgedBalanceRow Aged(decimal amount, string currency) => new("p", "P", Last, null, Last, amount, currency);
}
