using DataRefresh.Dashboard;
using DataRefresh.Snapshots;
using Engagements.Contracts;

namespace DataRefresh.Refreshes;

/// <summary>The data sets and the period of a refresh.</summary>
internal static class WhatIsRead
{
    /// <summary>Start of the previous financial year, unless the engagement says otherwise.</summary>
    public static DateOnly From(EngagementRow row, DateOnly today)
    {
        if (row.ReadFrom is { } own)
            return own;
        var year = today.Month >= row.FinancialYearStart ? today.Year : today.Year - 1;
        return new DateOnly(year - 1, row.FinancialYearStart, 1);
    }

    public static IReadOnlyList<DataSet> DataSets(RequestedScope scope) => scope switch
    {
        RequestedScope.Financials => Financials,
        RequestedScope.SpendDetail => SpendDetail,
        _ => [.. Financials.Union(SpendDetail)],
    };

    private static readonly DataSet[] Financials =
    [
        DataSet.Organisation, DataSet.Accounts, DataSet.Customers, DataSet.Suppliers, DataSet.ProfitAndLoss, DataSet.BalanceSheet,
        DataSet.AgedReceivables, DataSet.AgedPayables, DataSet.Ledger, DataSet.TrialBalance,
    ];

    private static readonly DataSet[] SpendDetail =
    [
        DataSet.Organisation, DataSet.Customers, DataSet.Suppliers, DataSet.SalesInvoices, DataSet.PurchaseInvoices,
    ];
}
