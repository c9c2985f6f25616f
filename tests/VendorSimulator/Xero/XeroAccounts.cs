using VendorSimulator.Books;
using static VendorSimulator.Books.ChartOfAccounts;

namespace VendorSimulator.Xero;

/// <summary>How Xero sees the accounts of the simulated chart.</summary>
internal static class XeroAccounts
{
    /// <summary>A bank account needs no code in Xero, and this one has none.</summary>
    public static string? CodeOf(Account account) => account.Code == "1410" ? null : account.Code;

    public static string TypeOf(Account account) => account switch
    {
        { Code: "1000" } => "INVENTORY",
        { Code: "1300" or "1310" } => "PREPAYMENT",
        { Code: Codes.Depreciation } => "DEPRECIATN",
        _ => account.Section switch
        {
            Section.FixedAssets => "FIXED",
            Section.CurrentAssets => "CURRENT",
            Section.Bank => "BANK",
            Section.CurrentLiabilities => "CURRLIAB",
            Section.LongTermLiabilities => "TERMLIAB",
            Section.Equity => "EQUITY",
            Section.Income => "REVENUE",
            Section.CostOfSales => "DIRECTCOSTS",
            Section.OtherIncome => "OTHERINCOME",
            Section.OtherExpenses => "OVERHEADS",
            _ => "EXPENSE",
        },
    };

    public static string ClassOf(Account account) => account.Type == "Income" ? "REVENUE" : account.Type.ToUpperInvariant();

    public static object Shape(Account account, CompanyBooks books) => new
    {
        AccountID = account.Id,
        Code = CodeOf(account),
        account.Name,
        Status = "ACTIVE",
        Type = TypeOf(account),
        TaxType = "NONE",
        Class = ClassOf(account),
        SystemAccount = account.Code switch
        {
            Codes.Receivable => "DEBTORS",
            Codes.Payable => "CREDITORS",
            Codes.RetainedEarnings => "RETAINEDEARNINGS",
            _ => null,
        },
        EnablePaymentsToAccount = false,
        ShowInExpenseClaims = false,
        BankAccountNumber = account.Section == Section.Bank ? account.Id.Replace("-", "", StringComparison.Ordinal)[..12].ToUpperInvariant() : null,
        BankAccountType = account.Section == Section.Bank ? "BANK" : null,
        CurrencyCode = account.Section == Section.Bank ? books.Currency : null,
        UpdatedDateUTC = XeroJson.Day(books.Start),
        HasAttachments = false,
    };
}
