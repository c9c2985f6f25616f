namespace DataRefresh.Imports;

/// <summary>What a file is about.</summary>
public enum UploadKind
{
    TrialBalance,
    Ledger,
    SalesInvoices,
    PurchaseInvoices,
}

/// <summary>What a column of a file can be.</summary>
public enum ImportField
{
    Account,
    AccountName,
    AccountKind,
    Opening,
    Debit,
    Credit,
    Closing,
    ClosingDebit,
    ClosingCredit,
    Date,
    Entry,
    Line,
    Journal,
    Description,
    Amount,
    Number,
    Party,
    PartyId,
    IssuedOn,
    DueOn,
    PaidOn,
    Status,
    Net,
    Tax,
    Total,
    Due,
    Quantity,
    Currency,
    OriginalAmount,
    OriginalCurrency,
    Source,
    SourceId,
    Id,
}
