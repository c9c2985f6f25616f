using VendorSimulator.Books;
using VendorSimulator.Codat.Contracts;
using static VendorSimulator.Books.ChartOfAccounts;
using static VendorSimulator.Codat.CodatJson;

namespace VendorSimulator.Codat;

/// <summary>Writes balance sheets and profit and loss statements from the ledger.</summary>
internal static class StatementMapper
{
    public static BalanceSheetDto BalanceSheet(CompanyBooks books, DateOnly date)
    {
        var balances = Statements.Balances(books, date);
        var result = Statements.Result(books, balances);
        var assets = Group(
            "Assets",
            Lines(books, balances, Section.FixedAssets, "Fixed assets"),
            Lines(books, balances, Section.CurrentAssets, "Current assets"),
            Lines(books, balances, Section.Bank, "Bank"));
        var liabilities = Group(
            "Liabilities",
            Lines(books, balances, Section.CurrentLiabilities, "Current liabilities"),
            Lines(books, balances, Section.LongTermLiabilities, "Long-term liabilities"));
        var capital = Lines(books, balances, Section.Equity, "Equity");
        var equity = new ReportLineDto(
            "",
            "Equity",
            capital.Value + Money(result),
            [.. capital.Items, new ReportLineDto("", "Current year earnings", Money(result), [])]);
        return new BalanceSheetDto(Day(date), assets, liabilities, assets.Value - liabilities.Value, equity);
    }

    public static ProfitAndLossDto ProfitAndLoss(CompanyBooks books, DateOnly from, DateOnly to)
    {
        var moved = Statements.Movements(books, from, to);
        var income = Lines(books, moved, Section.Income, "Income");
        var cost = Lines(books, moved, Section.CostOfSales, "Cost of sales");
        var expenses = Lines(books, moved, Section.Expenses, "Expenses");
        var otherIncome = Lines(books, moved, Section.OtherIncome, "Other income");
        var otherExpenses = Lines(books, moved, Section.OtherExpenses, "Other expenses");
        var gross = income.Value - cost.Value;
        var operating = gross - expenses.Value;
        var other = otherIncome.Value - otherExpenses.Value;
        return new ProfitAndLossDto(
            Day(from), Day(to), income, cost, gross, expenses, operating, otherExpenses, otherIncome, other, operating + other);
    }

    private static ReportLineDto Group(string name, params ReportLineDto[] parts) =>
        new("", name, parts.Sum(part => part.Value), parts);

    /// <summary>Lines of one section; accounts that never moved stay out, as they do in the packages' own reports.</summary>
    private static ReportLineDto Lines(CompanyBooks books, Dictionary<string, long> amounts, Section section, string name)
    {
        var lines = Statements.In(books, amounts, section)
            .Where(line => line.Amount != 0 || line.Account.Code == Codes.Bank)
            .Select(line => new ReportLineDto(line.Account.Id, line.Account.Name, Money(line.Account.AsReported(line.Amount)), []))
            .ToList();
        return new ReportLineDto("", name, lines.Sum(line => line.Value), lines);
    }
}
