namespace DataRefresh.Snapshots;

/// <summary>One part of a snapshot.</summary>
public enum DataSet
{
    Organisation,
    Accounts,
    TrialBalance,
    ProfitAndLoss,
    BalanceSheet,
    AgedReceivables,
    AgedPayables,
    Customers,
    Suppliers,
    SalesInvoices,
    PurchaseInvoices,
    Ledger,
}
