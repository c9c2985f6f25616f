namespace VendorSimulator.Books;

/// <summary>Where an account stands in the balance sheet or the profit and loss statement.</summary>
internal enum Section
{
    FixedAssets,
    CurrentAssets,
    Bank,
    CurrentLiabilities,
    LongTermLiabilities,
    Equity,
    Income,
    CostOfSales,
    Expenses,
    OtherIncome,
    OtherExpenses,
}

/// <summary>One account of a company's chart.</summary>
internal sealed record Account(string Id, string Code, string Name, Section Section)
{
    public bool IsProfitAndLoss => Section >= Section.Income;

    /// <summary>The account type as Codat names it.</summary>
    public string Type => Section switch
    {
        Section.FixedAssets or Section.CurrentAssets or Section.Bank => "Asset",
        Section.CurrentLiabilities or Section.LongTermLiabilities => "Liability",
        Section.Equity => "Equity",
        Section.Income or Section.OtherIncome => "Income",
        _ => "Expense",
    };

    /// <summary>Whether the account normally carries a debit balance; reports show such balances as positive.</summary>
    public bool IsDebit => Type is "Asset" or "Expense";

    /// <summary>Turns a debit-positive amount into the sign a report shows for this account.</summary>
    public long AsReported(long debitPositive) => IsDebit ? debitPositive : -debitPositive;
}
