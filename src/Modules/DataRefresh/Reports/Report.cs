using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Reports;

/// <summary>A report that a person can open and download.</summary>
public enum Report
{
    TrialBalance,
    ProfitAndLoss,
    BalanceSheet,
    GeneralLedger,
    AgedReceivables,
    AgedPayables,
    Customers,
    Suppliers,
    SalesInvoices,
    PurchaseInvoices,
}

internal static class ReportCatalogue
{
    private static readonly (Report Report, string Slug, DataSet Set)[] Catalogue =
    [
        (Report.TrialBalance, "trial-balance", DataSet.TrialBalance),
        (Report.ProfitAndLoss, "profit-and-loss", DataSet.ProfitAndLoss),
        (Report.BalanceSheet, "balance-sheet", DataSet.BalanceSheet),
        (Report.GeneralLedger, "general-ledger", DataSet.Ledger),
        (Report.AgedReceivables, "aged-receivables", DataSet.AgedReceivables),
        (Report.AgedPayables, "aged-payables", DataSet.AgedPayables),
        (Report.Customers, "customers", DataSet.Customers),
        (Report.Suppliers, "suppliers", DataSet.Suppliers),
        (Report.SalesInvoices, "sales-invoices", DataSet.SalesInvoices),
        (Report.PurchaseInvoices, "purchase-invoices", DataSet.PurchaseInvoices),
    ];

    /// <summary>In the order in which they are listed.</summary>
    public static IEnumerable<Report> All => Catalogue.Select(entry => entry.Report);

    /// <summary>The report's name in addresses.</summary>
    public static string Slug(this Report report) => Catalogue.Single(entry => entry.Report == report).Slug;

    /// <summary>The data set whose rows the report shows.</summary>
    public static DataSet Set(this Report report) => Catalogue.Single(entry => entry.Report == report).Set;

    public static bool TryFind(string slug, out Report report)
    {
        var found = Catalogue.FirstOrDefault(entry => entry.Slug == slug);
        report = found.Report;
        return found.Slug is not null;
    }

    /// <summary>Whether a tie-out mark says something about the figures of this report.</summary>
    public static bool Concerns(this TieOutWarning mark, Report report) => report switch
    {
        Report.TrialBalance => true,
        Report.GeneralLedger => mark.Code is TrialBalanceTieOut.EntriesUnbalanced or TrialBalanceTieOut.DebitsCredits,
        Report.BalanceSheet => mark.Code == TrialBalanceTieOut.BalanceSheet,
        Report.ProfitAndLoss => mark.Code == TrialBalanceTieOut.ProfitAndLoss,
        Report.AgedReceivables => mark.Code == TrialBalanceTieOut.Receivables,
        Report.AgedPayables => mark.Code == TrialBalanceTieOut.Payables,
        _ => false,
    };
}
