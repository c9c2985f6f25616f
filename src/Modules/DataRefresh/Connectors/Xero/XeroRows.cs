using System.Globalization;
using System.Text.RegularExpressions;
using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Xero;

/// <summary>Xero's records as rows of ours.</summary>
internal static partial class XeroRows
{
    public static OrganisationRow Organisation(XeroOrganisation organisation) => new(
        organisation.Name ?? organisation.LegalName ?? "",
        organisation.LegalName,
        organisation.RegistrationNumber,
        organisation.TaxNumber,
        Currency(organisation.BaseCurrency),
        YearStart(organisation),
        new[] { Day(organisation.PeriodLockDate), Day(organisation.EndOfYearLockDate) }.Max());

    /// <summary>The day after the year's last one; that is 28 February also where Xero says 29.</summary>
    public static DateOnly? YearStart(XeroOrganisation organisation) =>
        organisation is { FinancialYearEndMonth: >= 1 and <= 12 and var month, FinancialYearEndDay: >= 1 and var day }
            ? new DateOnly(2001, month, Math.Min(day, DateTime.DaysInMonth(2001, month))).AddDays(1)
            : null;

    public static AccountRow? Account(XeroAccount account) => account is { AccountId: { Length: > 0 } id, Status: not "DELETED" }
        ? new AccountRow(
            id,
            account.Code,
            account.Name,
            KindOf(account),
            string.Join('.', new[] { account.Class, account.Type, account.SystemAccount }.Where(part => part is { Length: > 0 })),
            Currency(account.CurrencyCode),
            CurrentBalance: null,
            account.Type == "BANK",
            account.Status is not "ARCHIVED")
        : null;

    public static AccountKind KindOf(XeroAccount account) => (account.Class, account.Type) switch
    {
        ("ASSET", _) => AccountKind.Asset,
        ("LIABILITY", _) => AccountKind.Liability,
        ("EQUITY", _) => AccountKind.Equity,
        ("REVENUE", _) => AccountKind.Income,
        ("EXPENSE", _) => AccountKind.Expense,
        (_, "BANK" or "CURRENT" or "FIXED" or "INVENTORY" or "NONCURRENT" or "PREPAYMENT") => AccountKind.Asset,
        (_, "CURRLIAB" or "LIABILITY" or "TERMLIAB" or "PAYG") => AccountKind.Liability,
        (_, "EQUITY") => AccountKind.Equity,
        (_, "REVENUE" or "SALES" or "OTHERINCOME") => AccountKind.Income,
        (_, "EXPENSE" or "OVERHEADS" or "DIRECTCOSTS" or "DEPRECIATN") => AccountKind.Expense,
        _ => AccountKind.Unknown,
    };

    public static PartyRow? Party(XeroContact contact)
    {
        if (contact is not { ContactId: { Length: > 0 } id })
            return null;
        var address = (contact.Addresses ?? []).OrderBy(one => one.AddressType == "POBOX" ? 0 : 1)
            .FirstOrDefault(one => (Text(one.AddressLine1) ?? Text(one.City) ?? Text(one.PostalCode)) is not null);
        var phone = (contact.Phones ?? []).OrderBy(one => one.PhoneType == "DEFAULT" ? 0 : 1).FirstOrDefault(one => Text(one.PhoneNumber) is not null);
        return new PartyRow(
            id,
            contact.Name,
            Joined(" ", contact.FirstName, contact.LastName),
            Text(contact.EmailAddress),
            phone is null ? null : Joined(" ", phone.PhoneCountryCode, phone.PhoneAreaCode, phone.PhoneNumber),
            Text(contact.CompanyNumber),
            Text(contact.TaxNumber),
            address is null ? null : Joined(", ", address.AddressLine1, address.AddressLine2),
            Text(address?.City),
            Text(address?.PostalCode),
            Text(address?.Country),
            Currency(contact.DefaultCurrency),
            contact.ContactStatus is null or "ACTIVE");
    }

    /// <summary>A row per line of a sales invoice or a bill; invoices without lines still have one, deleted ones none.</summary>
    public static IEnumerable<InvoiceRow> Invoice(XeroInvoice invoice)
    {
        if (invoice is not { InvoiceId: { Length: > 0 } id, Status: not "DELETED" })
            yield break;
        var head = new InvoiceRow(
            id,
            Text(invoice.InvoiceNumber) ?? Text(invoice.Reference),
            invoice.Contact?.ContactId,
            invoice.Contact?.Name,
            Day(invoice.DateString) ?? Day(invoice.Date),
            Day(invoice.DueDateString) ?? Day(invoice.DueDate),
            Day(invoice.FullyPaidOnDate),
            Currency(invoice.CurrencyCode),
            Rate(invoice.CurrencyRate),
            invoice.SubTotal ?? (invoice.Total ?? 0) - (invoice.TotalTax ?? 0),
            invoice.TotalTax ?? 0,
            invoice.Total ?? 0,
            invoice.AmountDue ?? 0,
            StatusOf(invoice),
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
                    LineAccountId = line.AccountId ?? line.AccountCode,
                    LineQuantity = line.Quantity ?? 0,
                    LineNet = (line.LineAmount ?? 0) - (invoice.LineAmountTypes == "Inclusive" ? line.TaxAmount ?? 0 : 0),
                    LineTax = line.TaxAmount ?? 0,
                };
    }

    /// <summary>The lines of a journal that counts within the period; in base currency, debit positive.</summary>
    public static IEnumerable<LedgerRow> Ledger(XeroJournal journal, DateOnly from, DateOnly to)
    {
        var date = Day(journal.JournalDate) ?? throw VendorFault.Bad(VendorFault.BadJson, "A journal has no date.");
        if (date < from || date > to)
            yield break;
        foreach (var (index, line) in (journal.JournalLines ?? []).Index())
            yield return new LedgerRow(
                journal.JournalId ?? $"{journal.JournalNumber}",
                index + 1,
                date,
                line.AccountId,
                line.AccountName,
                line.NetAmount ?? 0,
                Currency: null,
                Text(line.Description) ?? Text(journal.Reference),
                Journal: null,
                PartyId: null,
                journal.SourceType,
                journal.SourceId,
                OriginalAmount: null,
                OriginalCurrency: null);
    }

    /// <summary>
    /// A calendar day: Xero's times are midnight of the organisation's day, written as ISO text or as milliseconds since 1970
    /// (<c>/Date(1539993600000+0000)/</c>).
    /// </summary>
    public static DateOnly? Day(string? time)
    {
        if (time is { Length: >= 10 } && DateOnly.TryParseExact(time.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        return Milliseconds().Match(time ?? "") is { Success: true } found
            && long.Parse(found.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) is var since
            && Math.Abs(since) < (long)TimeSpan.FromDays(365 * 1_900).TotalMilliseconds
                ? DateOnly.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(since))
                : null;
    }

    public static string? Currency(string? code) => code is { Length: 3 } ? code : null;

    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Joined(string between, params string?[] parts) => Text(string.Join(between, parts.Select(Text).Where(part => part is not null)));

    // Xero counts foreign units to one of the base currency; ours is the other way round.
    private static decimal? Rate(decimal? rate) => rate is > 0 and var units ? Math.Round(1 / units, 10) : null;

    private static string StatusOf(XeroInvoice invoice) => invoice.Status switch
    {
        "DRAFT" => "Draft",
        "SUBMITTED" => "Submitted",
        "AUTHORISED" => (invoice.AmountPaid ?? 0) + (invoice.AmountCredited ?? 0) > 0 ? "PartiallyPaid" : "Open",
        "PAID" => "Paid",
        "VOIDED" => "Void",
        _ => "Unknown",
    };

    [GeneratedRegex(@"(?<=^/Date\()-?\d{1,15}(?=(?:[+-]\d{4})?\)/$)")]
    private static partial Regex Milliseconds();
}
