using System.Globalization;
using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Codat;

/// <summary>Codat's records as rows of ours.</summary>
internal static class CodatRows
{
    public static OrganisationRow Organisation(CodatInfo info) => new(
        info.CompanyName ?? info.CompanyLegalName ?? "",
        info.CompanyLegalName,
        info.RegistrationNumber,
        info.TaxNumber,
        Currency(info.BaseCurrency),
        Day(info.FinancialYearStartDate),
        Day(info.LedgerLockDate));

    public static AccountRow? Account(CodatAccount account) => account is { Id: { Length: > 0 } id, Metadata: not { IsDeleted: true } }
        ? new AccountRow(
            id,
            account.NominalCode,
            account.Name,
            Enum.TryParse<AccountKind>(account.Type, out var kind) ? kind : AccountKind.Unknown,
            account.FullyQualifiedCategory,
            Currency(account.Currency),
            account.CurrentBalance,
            account.IsBankAccount ?? false,
            account.Status is not "Archived")
        : null;

    /// <summary>The lines of an entry that counts within the period; none of a deleted one.</summary>
    public static IEnumerable<LedgerRow> Ledger(CodatJournalEntry entry, DateOnly from, DateOnly to)
    {
        if (entry.Metadata is { IsDeleted: true } || entry.JournalLines is null)
            yield break;
        // Some packages give no posting date; when the entry was made is then all there is (seen in the spec's Exact examples).
        var date = Day(entry.PostedOn) ?? Day(entry.CreatedOn)
            ?? throw VendorFault.Bad(VendorFault.BadJson, "A journal entry has no date.");
        if (date < from || date > to)
            yield break;
        var line = 0;
        foreach (var part in entry.JournalLines)
            yield return new LedgerRow(
                entry.Id ?? "",
                ++line,
                date,
                part.AccountRef?.Id,
                part.AccountRef?.Name,
                part.NetAmount ?? 0,
                Currency(part.Currency),
                string.IsNullOrWhiteSpace(part.Description) ? entry.Description : part.Description,
                entry.JournalRef?.Name,
                part.ContactRef?.Id,
                entry.RecordRef?.DataType,
                entry.RecordRef?.Id,
                part.TransactionAmount,
                Currency(part.TransactionCurrency));
    }

    public static PartyRow? Party(CodatParty party)
    {
        if (party is not { Id: { Length: > 0 } id, Metadata: not { IsDeleted: true } })
            return null;
        var address = party.Addresses?.Find(one => one.Type == "Billing") ?? party.Addresses?.FirstOrDefault();
        return new PartyRow(
            id,
            party.CustomerName ?? party.SupplierName,
            party.ContactName,
            party.EmailAddress,
            party.Phone,
            party.RegistrationNumber,
            party.TaxNumber,
            address is null ? null : string.Join(", ", new[] { address.Line1, address.Line2 }.Where(line => !string.IsNullOrWhiteSpace(line))),
            address?.City,
            address?.PostalCode,
            address?.Country,
            Currency(party.DefaultCurrency),
            party.Status is not "Archived");
    }

    /// <summary>A row per line of a sales invoice or a bill; invoices without lines still have one.</summary>
    public static IEnumerable<InvoiceRow> Invoice(CodatInvoice invoice)
    {
        if (invoice is not { Id: { Length: > 0 } id, Metadata: not { IsDeleted: true } })
            yield break;
        var total = invoice.TotalAmount ?? 0;
        var tax = invoice.TotalTaxAmount ?? invoice.TaxAmount ?? 0;
        var head = new InvoiceRow(
            id,
            invoice.InvoiceNumber ?? invoice.Reference,
            (invoice.CustomerRef ?? invoice.SupplierRef)?.Id,
            invoice.CustomerRef?.CompanyName ?? invoice.SupplierRef?.SupplierName,
            Day(invoice.IssueDate),
            Day(invoice.DueDate),
            Day(invoice.PaidOnDate),
            Currency(invoice.Currency),
            invoice.CurrencyRate,
            invoice.SubTotal ?? total - tax,
            tax,
            total,
            invoice.AmountDue ?? 0,
            invoice.Status,
            Line: 0,
            LineDescription: null,
            LineAccountId: null,
            LineQuantity: 0,
            LineNet: 0,
            LineTax: 0);
        if (invoice.LineItems is not { Count: > 0 } lines)
            yield return head;
        else
            foreach (var (index, line) in lines.Index())
                yield return head with
                {
                    Line = index + 1,
                    LineDescription = line.Description,
                    LineAccountId = line.AccountRef?.Id,
                    LineQuantity = line.Quantity ?? 0,
                    LineNet = line.SubTotal ?? 0,
                    LineTax = line.TaxAmount ?? 0,
                };
    }

    public static IEnumerable<AgedBalanceRow> Aged(CodatAgedParty party, DateOnly asOf) =>
        from currency in party.AgedCurrencyOutstanding ?? []
        from bracket in currency.AgedOutstandingAmounts ?? []
        let amount = bracket.Amount ?? 0
        where amount != 0
        select new AgedBalanceRow(
            party.CustomerId ?? party.SupplierId,
            party.CustomerName ?? party.SupplierName,
            asOf,
            Day(bracket.FromDate),
            Day(bracket.ToDate),
            amount,
            Currency(currency.Currency));

    /// <summary>
    /// The calendar day of a Codat time, as printed: times without an offset are local to the business, and an offset that
    /// is printed must not move a posting into another day. The year 1 stands for "no beginning".
    /// </summary>
    public static DateOnly? Day(string? time) =>
        time is { Length: >= 10 } && DateOnly.TryParseExact(time.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year > 1
            ? day
            : null;

    // ISO 4217 has XXX for "no currency", and Codat uses it.
    private static string? Currency(string? code) => code is { Length: 3 } and not "XXX" ? code : null;
}
