using VendorSimulator.Books;
using VendorSimulator.Codat.Contracts;
using static VendorSimulator.Books.ChartOfAccounts;
using static VendorSimulator.Codat.CodatJson;

namespace VendorSimulator.Codat;

/// <summary>Writes the books of one company in Codat's data model.</summary>
internal sealed class DataMapper(CompanyBooks books)
{
    private readonly NamedRef _bank = RefTo(books.Chart[Codes.Bank]);

    public Func<Account, AccountDto> Accounts()
    {
        var balances = Statements.Balances(books, books.LastDate);
        return account => new AccountDto(
            account.Id,
            account.Code,
            account.Name,
            Category(account),
            $"{Category(account)}.{account.Name}",
            books.Currency,
            Money(account.AsReported(balances[account.Code])),
            account.Type,
            "Active",
            account.Section == Section.Bank,
            Day(books.LastDate),
            MetadataDto.Present);
    }

    public CustomerDto Customer(Party party) => new(
        party.Id, party.Name, party.Email, books.Currency, AddressOf(party), party.TaxNumber, "Active", Day(books.Start), MetadataDto.Present);

    public SupplierDto Supplier(Party party) => new(
        party.Id, party.Name, party.Email, books.Currency, AddressOf(party), party.TaxNumber, "Active", Day(books.Start), MetadataDto.Present);

    public JournalDto Journal(Journal journal) => new(
        journal.Id, journal.Code, journal.Name, journal.Kind.ToString(), false, "Active", Day(books.Start), MetadataDto.Present);

    public JournalEntryDto Entry(JournalEntry entry) => new(
        entry.Id,
        entry.Description,
        Day(entry.Date),
        Moment(entry.Created),
        Moment(entry.Modified),
        new NamedRef(entry.Journal.Id, entry.Journal.Name),
        [.. entry.Lines.Select(line => new JournalLineDto(
            line.Description,
            Money(line.Amount),
            books.Currency,
            RefTo(line.Account),
            line.Party is { } party ? new ContactRef(party.Id, line.Account.Code == Codes.Payable ? "suppliers" : "customers") : null))],
        entry.Source is { } source ? new RecordRef(source.Id, source.DataType) : null,
        Moment(entry.Modified),
        Moment(entry.Modified),
        MetadataDto.Present);

    public InvoiceDto Invoice(TradeDocument invoice) => new(
        invoice.Id,
        invoice.Number,
        new CustomerRef(invoice.Party.Id, invoice.Party.Name),
        Day(invoice.IssueDate),
        Day(invoice.DueDate),
        invoice.Due == 0 ? Day(invoice.Settlements[^1].Date) : null,
        books.Currency,
        1,
        LinesOf(invoice),
        AllocationsOf(invoice),
        0,
        Money(invoice.Net),
        Money(invoice.Vat),
        Money(invoice.Total),
        Money(invoice.Due),
        Status(invoice, open: "Submitted"),
        Moment(ModifiedOf(invoice)),
        Moment(ModifiedOf(invoice)),
        MetadataDto.Present);

    public BillDto Bill(TradeDocument bill) => new(
        bill.Id,
        bill.Number,
        new SupplierRef(bill.Party.Id, bill.Party.Name),
        Day(bill.IssueDate),
        Day(bill.DueDate),
        books.Currency,
        1,
        LinesOf(bill),
        AllocationsOf(bill),
        Money(bill.Net),
        Money(bill.Vat),
        Money(bill.Total),
        Money(bill.Due),
        Status(bill, open: "Open"),
        Moment(ModifiedOf(bill)),
        Moment(ModifiedOf(bill)),
        MetadataDto.Present);

    public PaymentDto Payment(Settlement receipt) => new(
        receipt.Id,
        new CustomerRef(receipt.Party.Id, receipt.Party.Name),
        _bank,
        Money(receipt.Amount),
        books.Currency,
        1,
        Day(receipt.Date),
        PaymentLines(receipt, "Invoice"),
        Moment(receipt.Modified),
        MetadataDto.Present);

    public BillPaymentDto BillPayment(Settlement payment) => new(
        payment.Id,
        new SupplierRef(payment.Party.Id, payment.Party.Name),
        _bank,
        Money(payment.Amount),
        books.Currency,
        1,
        Day(payment.Date),
        PaymentLines(payment, "Bill"),
        Moment(payment.Modified),
        MetadataDto.Present);

    public CompanyInfoDto Info() => new(
        books.Profile.Name,
        books.Profile.Id.ToString("N"),
        books.Profile.Name,
        [new AddressDto("Billing", books.Profile.Country.City, books.Profile.Country.Name)],
        [new PhoneDto("+00 000 000 000", "Primary")],
        $"{books.Profile.Country.Code}-{books.Profile.Id.ToString("N")[^8..]}",
        $"{books.Profile.Country.TaxPrefix}{books.Profile.Id.ToString("N")[^9..]}",
        Day(books.FinancialYearOf(books.LastDate)),
        books.Currency,
        Day(books.Start));

    private static NamedRef RefTo(Account account) => new(account.Id, account.Name);

    private static string Category(Account account) => $"{account.Type}.{account.Section}";

    private static IReadOnlyList<AddressDto> AddressOf(Party party) => [new AddressDto("Billing", party.City, party.Country)];

    private static IReadOnlyList<PaymentLineDto> PaymentLines(Settlement settlement, string type) =>
        [new PaymentLineDto(
            Money(settlement.Amount),
            // Codat shows what a payment takes off a document as a negative link.
            [new PaymentLinkDto(type, settlement.DocumentId, Money(-settlement.Amount))],
            Day(settlement.Date))];

    private static IReadOnlyList<DocumentLineDto> LinesOf(TradeDocument document) =>
        [.. document.Lines.Select(line => new DocumentLineDto(
            line.Description,
            Money(line.UnitAmount),
            line.Quantity,
            0,
            Money(line.Net),
            Money(line.Vat),
            Money(line.Net + line.Vat),
            RefTo(line.Account)))];

    /// <summary>Codat shows an allocation as what it takes off the document: negative.</summary>
    private IReadOnlyList<AllocationDto> AllocationsOf(TradeDocument document) =>
        [.. document.Settlements.Select(settlement => new AllocationDto(
            new AllocationPaymentDto(settlement.Id, _bank, books.Currency, Day(settlement.Date), Money(settlement.Amount)),
            new AllocationAmountDto(books.Currency, Day(settlement.Date), Money(-settlement.Amount))))];

    private static DateTime ModifiedOf(TradeDocument document) =>
        document.Settlements.Select(settlement => settlement.Modified).Append(document.Modified).Max();

    private static string Status(TradeDocument document, string open) => document switch
    {
        { Due: 0 } => "Paid",
        { Settlements.Count: > 0 } => "PartiallyPaid",
        _ => open,
    };
}
