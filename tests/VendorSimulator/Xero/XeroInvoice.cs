using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;

namespace VendorSimulator.Xero;

/// <summary>A sales invoice (ACCREC) or a bill (ACCPAY), which are one resource in Xero.</summary>
internal sealed record XeroInvoice(TradeDocument Document, string Type, string Status)
{
    public DateTime Modified => Document.Settlements.Select(settlement => settlement.Modified).Append(Document.Modified).Max();

    /// <summary>A void document is owed by nobody.</summary>
    public long Due => Status == "VOIDED" ? 0 : Document.Due;

    /// <summary>
    /// The documents of the books, and for each kind a draft and a voided one that are in no ledger: whoever adds up
    /// all that this resource returns gets another sum than the control accounts.
    /// </summary>
    public static IEnumerable<XeroInvoice> Of(CompanyBooks books) => [.. Of(books, books.Invoices, "ACCREC"), .. Of(books, books.Bills, "ACCPAY")];

    public object Shape(CompanyBooks books, bool withLines) => new
    {
        Type,
        InvoiceID = Document.Id,
        InvoiceNumber = Document.Number,
        Reference = "",
        Payments = Document.Settlements.Select(settlement => new
        {
            PaymentID = settlement.Id,
            Date = Day(settlement.Date),
            Amount = Money(settlement.Amount),
            CurrencyRate = 1m,
            HasAccount = false,
            HasValidationErrors = false,
        }),
        CreditNotes = Array.Empty<object>(),
        Prepayments = Array.Empty<object>(),
        Overpayments = Array.Empty<object>(),
        AmountDue = Money(Due),
        AmountPaid = Money(Document.Settlements.Sum(settlement => settlement.Amount)),
        AmountCredited = 0m,
        CurrencyRate = 1m,
        HasErrors = false,
        IsDiscounted = false,
        HasAttachments = false,
        Contact = new { ContactID = Document.Party.Id, Document.Party.Name },
        Date = Day(Document.IssueDate),
        DueDate = Day(Document.DueDate),
        Status,
        LineAmountTypes = "Exclusive",
        LineItems = withLines ? Lines() : [],
        SubTotal = Money(Document.Net),
        TotalTax = Money(Document.Vat),
        Total = Money(Document.Total),
        UpdatedDateUTC = Moment(Modified),
        CurrencyCode = books.Currency,
        FullyPaidOnDate = Status == "PAID" ? Day(Document.Settlements[^1].Date) : null,
    };

    private static IEnumerable<XeroInvoice> Of(CompanyBooks books, IReadOnlyList<TradeDocument> documents, string type)
    {
        foreach (var document in documents)
            yield return new XeroInvoice(document, type, document.Due == 0 ? "PAID" : "AUTHORISED");
        if (documents.Count == 0)
            yield break;

        var pattern = documents[0];
        foreach (var status in new[] { "DRAFT", "VOIDED" })
        {
            var id = DeterministicRandom.StableId(books.Profile.Id, $"{type} {status}", 0).ToString();
            yield return new XeroInvoice(
                new TradeDocument(id, status == "DRAFT" ? "" : $"{pattern.Number}-V", pattern.Party, pattern.IssueDate, pattern.DueDate, pattern.Lines, pattern.Modified),
                type,
                status);
        }
    }

    private IEnumerable<object> Lines() => Document.Lines.Select((line, index) => new
    {
        LineItemID = DeterministicRandom.StableId(Guid.Parse(Document.Id), "line", index),
        line.Description,
        Quantity = (decimal)line.Quantity,
        UnitAmount = Money(line.UnitAmount),
        LineAmount = Money(line.Net),
        TaxAmount = Money(line.Vat),
        TaxType = line.Vat == 0 ? "NONE" : Type == "ACCREC" ? "OUTPUT2" : "INPUT2",
        AccountCode = XeroAccounts.CodeOf(line.Account),
        AccountID = line.Account.Id,
        Tracking = Array.Empty<object>(),
    });
}
