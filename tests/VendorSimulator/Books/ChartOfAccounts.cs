namespace VendorSimulator.Books;

/// <summary>The accounts of one company, found by code.</summary>
internal sealed class ChartOfAccounts
{
    private static readonly (string Code, string Name, Section Section)[] Template =
    [
        ("0200", "Software licences", Section.FixedAssets),
        ("0210", "Accumulated amortisation of software", Section.FixedAssets),
        ("0300", "Plant and machinery", Section.FixedAssets),
        ("0310", "Accumulated depreciation of machinery", Section.FixedAssets),
        ("0400", "Motor vehicles", Section.FixedAssets),
        ("0410", "Accumulated depreciation of vehicles", Section.FixedAssets),
        ("0500", "Office equipment", Section.FixedAssets),
        ("0510", "Accumulated depreciation of equipment", Section.FixedAssets),
        ("1000", "Stock", Section.CurrentAssets),
        (Codes.Receivable, "Trade debtors", Section.CurrentAssets),
        (Codes.VatOnPurchases, "VAT on purchases", Section.CurrentAssets),
        ("1300", "Prepayments", Section.CurrentAssets),
        ("1310", "Deposits paid", Section.CurrentAssets),
        (Codes.Bank, "Current account", Section.Bank),
        ("1410", "Savings account", Section.Bank),
        ("1420", "Petty cash", Section.Bank),
        (Codes.Payable, "Trade creditors", Section.CurrentLiabilities),
        (Codes.VatOnSales, "VAT on sales", Section.CurrentLiabilities),
        (Codes.VatPayable, "VAT payable", Section.CurrentLiabilities),
        (Codes.PayrollTaxes, "Payroll taxes and social security", Section.CurrentLiabilities),
        ("2300", "Holiday pay accrued", Section.CurrentLiabilities),
        ("2310", "Accrued charges", Section.CurrentLiabilities),
        ("2400", "Corporation tax payable", Section.CurrentLiabilities),
        (Codes.Loan, "Bank loan", Section.LongTermLiabilities),
        ("2700", "Director's loan", Section.LongTermLiabilities),
        ("3000", "Share capital", Section.Equity),
        ("3100", "Legal reserve", Section.Equity),
        (Codes.RetainedEarnings, "Retained earnings", Section.Equity),
        ("4000", "Sales of goods", Section.Income),
        ("4010", "Sales of services", Section.Income),
        ("4020", "Sales abroad", Section.Income),
        ("4100", "Discounts allowed", Section.Income),
        ("5000", "Purchases of goods", Section.CostOfSales),
        ("5010", "Subcontractors", Section.CostOfSales),
        ("5020", "Freight and carriage", Section.CostOfSales),
        (Codes.Wages, "Wages and salaries", Section.Expenses),
        (Codes.EmployerCharges, "Employer's social security", Section.Expenses),
        ("6100", "Rent", Section.Expenses),
        ("6110", "Light and heating", Section.Expenses),
        ("6120", "Repairs and maintenance", Section.Expenses),
        ("6200", "Vehicle running costs", Section.Expenses),
        ("6210", "Travel and meetings", Section.Expenses),
        (Codes.Office, "Office supplies", Section.Expenses),
        ("6310", "Telephone and internet", Section.Expenses),
        ("6320", "Software subscriptions", Section.Expenses),
        ("6400", "Advertising", Section.Expenses),
        ("6500", "Accountancy and legal fees", Section.Expenses),
        ("6600", "Insurance", Section.Expenses),
        (Codes.BankCharges, "Bank charges", Section.Expenses),
        (Codes.Depreciation, "Depreciation and amortisation", Section.Expenses),
        ("7000", "Other operating income", Section.OtherIncome),
        ("7010", "Interest received", Section.OtherIncome),
        (Codes.Interest, "Interest paid", Section.OtherExpenses),
        ("8010", "Exchange differences", Section.OtherExpenses),
    ];

    private readonly Dictionary<string, Account> _byCode;

    public ChartOfAccounts(Guid companyId)
    {
        All = [.. Template.Select((row, index) => new Account(
            DeterministicRandom.StableId(companyId, "account", index).ToString(), row.Code, row.Name, row.Section))];
        _byCode = All.ToDictionary(account => account.Code);
    }

    public IReadOnlyList<Account> All { get; }

    public Account this[string code] => _byCode[code];

    public Account? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Codes of the accounts that postings name directly.</summary>
    internal static class Codes
    {
        public const string Receivable = "1100";
        public const string VatOnPurchases = "1200";
        public const string Bank = "1400";
        public const string Payable = "2000";
        public const string VatOnSales = "2100";
        public const string VatPayable = "2110";
        public const string PayrollTaxes = "2200";
        public const string Loan = "2600";
        public const string RetainedEarnings = "3200";
        public const string Wages = "6000";
        public const string EmployerCharges = "6010";
        public const string Office = "6300";
        public const string BankCharges = "6700";
        public const string Depreciation = "6800";
        public const string Interest = "8000";
    }
}
