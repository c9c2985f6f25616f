using System.Globalization;
using DataRefresh.Exports;
using DataRefresh.Snapshots;
using DataRefresh.Statements;
using Microsoft.Extensions.Localization;

namespace DataRefresh.Reports;

/// <summary>What each report looks like as a file.</summary>
internal static class ReportFiles
{
    /// <param name="report">One that the books have.</param>
    public static async Task<ReportFile> Of(Report report, Books books, IStringLocalizer<Text> words, CancellationToken token)
    {
        var stored = books.Of(report)!;
        return report switch
        {
            Report.TrialBalance => await TrialBalance(),
            Report.GeneralLedger => Ledger(),
            Report.AgedReceivables or Report.AgedPayables => await Aged(),
            Report.Customers or Report.Suppliers => Parties(),
            Report.SalesInvoices or Report.PurchaseInvoices => Invoices(),
            _ => await Statement(),
        };

        ReportTable<TRow> Table<TRow>(DateOnly from, DateOnly to) =>
            new(words[$"DataSet_{report.Set()}"], books.CustomerName, PeriodOf(from, to), words["Sheet_Total"]);

        ReportFile File<TRow>(ReportTable<TRow> table)
            where TRow : class =>
            new ReportFile<TRow>(table, stored.To, books.Read<TRow>(report.Set(), token));

        async Task<ReportFile> TrialBalance()
        {
            // It covers the financial year to date, which is shorter than what was read.
            var first = await books.Read<TrialBalanceRow>(DataSet.TrialBalance, token).FirstOrDefaultAsync(token);
            return File(Table<TrialBalanceRow>(first?.From ?? stored.From, first?.To ?? stored.To)
                .Text(words["Sheet_Code"], row => row.Code)
                .Text(words["Sheet_Account"], row => row.Name, 48)
                .Text(words["Sheet_Kind"], row => words[$"Kind_{row.Kind}"])
                .Amount(words["Sheet_Opening"], row => row.Opening, totalled: true)
                .Amount(words["Sheet_Debit"], row => row.Debit, totalled: true)
                .Amount(words["Sheet_Credit"], row => row.Credit, totalled: true)
                .Amount(words["Sheet_Closing"], row => row.Closing, totalled: true)
                .Text(words["Sheet_Currency"], row => row.Currency, 10));
        }

        ReportFile Ledger() => File(Table<LedgerRow>(stored.From, stored.To)
            .Date(words["Sheet_Date"], row => row.Date)
            .Text(words["Sheet_Entry"], row => row.EntryId)
            .Number(words["Sheet_Line"], row => row.Line)
            .Text(words["Sheet_Journal"], row => row.Journal)
            .Text(words["Sheet_Account"], row => row.AccountName, 36)
            .Text(words["Sheet_AccountId"], row => row.AccountId)
            .Text(words["Sheet_Description"], row => row.Description, 48)
            .Amount(words["Sheet_Debit"], row => row.Amount > 0 ? row.Amount : null, totalled: true)
            .Amount(words["Sheet_Credit"], row => row.Amount < 0 ? -row.Amount : null, totalled: true)
            .Text(words["Sheet_Currency"], row => row.Currency, 10)
            .Amount(words["Sheet_OriginalAmount"], row => row.OriginalAmount)
            .Text(words["Sheet_OriginalCurrency"], row => row.OriginalCurrency, 10)
            .Text(words["Sheet_Source"], row => row.SourceKind)
            .Text(words["Sheet_SourceId"], row => row.SourceId));

        async Task<ReportFile> Aged()
        {
            var set = report.Set();
            var brackets = await AgedBrackets.Of(books.Read<AgedBalanceRow>(set, token), token);
            var table = Table<AgedParty>(brackets.AsOf ?? stored.From, brackets.AsOf ?? stored.To)
                .Text(words[report == Report.AgedReceivables ? "Sheet_Customer" : "Sheet_Supplier"], party => party.Name, 40)
                .Text(words["Sheet_Currency"], party => party.Currency, 10);
            for (var index = 0; index < brackets.Count; index++)
            {
                var at = index;
                table.Amount(brackets.Heading(at, words), party => party.Amounts[at], totalled: brackets.OneCurrency);
            }

            table.Amount(words["Sheet_Total"], party => party.Total, totalled: brackets.OneCurrency);
            var balances = books.Read<AgedBalanceRow>(set, token);
            return new ReportFile<AgedParty, AgedBalanceRow>(table, stored.To, brackets.Parties(balances, token), balances);
        }

        ReportFile Parties() => File(Table<PartyRow>(stored.From, stored.To)
            .Text(words["Sheet_Name"], row => row.Name, 40)
            .Text(words["Sheet_ContactName"], row => row.ContactName, 28)
            .Text(words["Sheet_Email"], row => row.Email, 32)
            .Text(words["Sheet_Phone"], row => row.Phone)
            .Text(words["Sheet_RegistrationNumber"], row => row.RegistrationNumber)
            .Text(words["Sheet_TaxNumber"], row => row.TaxNumber)
            .Text(words["Sheet_Address"], row => row.Address, 32)
            .Text(words["Sheet_PostalCode"], row => row.PostalCode, 12)
            .Text(words["Sheet_City"], row => row.City, 20)
            .Text(words["Sheet_Country"], row => row.Country)
            .Text(words["Sheet_Currency"], row => row.Currency, 10)
            .Text(words["Sheet_Active"], row => words[row.IsActive ? "Yes" : "No"], 10)
            .Text(words["Sheet_Id"], row => row.Id));

        ReportFile Invoices() => File(Table<InvoiceRow>(stored.From, stored.To)
            .Text(words["Sheet_Number"], row => row.Number)
            .Text(words[report == Report.SalesInvoices ? "Sheet_Customer" : "Sheet_Supplier"], row => row.PartyName, 36)
            .Date(words["Sheet_IssuedOn"], row => row.IssuedOn)
            .Date(words["Sheet_DueOn"], row => row.DueOn)
            .Date(words["Sheet_PaidOn"], row => row.PaidOn)
            .Text(words["Sheet_Status"], row => InvoiceStatus.Text(row.Status, words))
            .Text(words["Sheet_Currency"], row => row.Currency, 10)
            .Amount(words["Sheet_InvoiceTotal"], row => row.Total)
            .Amount(words["Sheet_InvoiceDue"], row => row.Due)
            .Number(words["Sheet_Line"], row => row.Line)
            .Text(words["Sheet_Description"], row => row.LineDescription, 48)
            .Number(words["Sheet_Quantity"], row => row.LineQuantity)
            .Amount(words["Sheet_Net"], row => row.LineNet)
            .Amount(words["Sheet_Tax"], row => row.LineTax)
            .Text(words["Sheet_AccountId"], row => row.LineAccountId)
            .Text(words["Sheet_Id"], row => row.Id));

        Task<ReportFile> Statement() => StatementFile.Of(
            report, books, Table<StatementFigureLine>(stored.From, stored.To), words, token);
    }

    private static string PeriodOf(DateOnly from, DateOnly to) => from == to
        ? to.ToString("d", CultureInfo.CurrentCulture)
        : $"{from.ToString("d", CultureInfo.CurrentCulture)} – {to.ToString("d", CultureInfo.CurrentCulture)}";
}
