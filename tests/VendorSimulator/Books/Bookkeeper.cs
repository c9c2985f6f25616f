using static VendorSimulator.Books.ChartOfAccounts;

namespace VendorSimulator.Books;

/// <summary>
/// Writes documents and their double entries. It is the only writer of the ledger, so an entry that does not
/// balance cannot come into being.
/// </summary>
internal sealed class Bookkeeper
{
    private readonly CompanyProfile _profile;
    private readonly List<JournalEntry> _entries = [];
    private readonly List<JournalEntry> _log = [];
    private readonly List<TradeDocument> _invoices = [];
    private readonly List<TradeDocument> _bills = [];
    private readonly List<Settlement> _receipts = [];
    private readonly List<Settlement> _payments = [];
    private readonly Dictionary<JournalKind, Journal> _journals;
    private long _sequence;

    public Bookkeeper(CompanyProfile profile)
    {
        _profile = profile;
        Chart = new ChartOfAccounts(profile.Id);
        _journals = Enum.GetValues<JournalKind>().ToDictionary(
            kind => kind,
            kind => new Journal(
                DeterministicRandom.StableId(profile.Id, "journal", (int)kind).ToString(),
                kind,
                kind.ToString()[..2].ToUpperInvariant(),
                kind == JournalKind.General ? "General journal" : $"{kind} journal"));
    }

    public ChartOfAccounts Chart { get; }

    public IReadOnlyList<TradeDocument> Invoices => _invoices;

    public IReadOnlyList<TradeDocument> Bills => _bills;

    /// <summary>The moment written as "modified" on what is posted; null takes noon of the posting's own date.</summary>
    public DateTime? Clock { get; set; }

    public void Post(
        JournalKind journal, DateOnly date, string description, SourceRecord? source, params IReadOnlyList<JournalLine> lines)
    {
        var kept = lines.Where(line => line.Amount != 0).ToList();
        if (kept.Sum(line => line.Amount) != 0)
            throw new InvalidOperationException($"'{description}' of {date} does not balance.");
        if (kept.Count == 0)
            return;

        var at = Clock ?? Noon(date);
        var entry = new JournalEntry(NextId("entry"), _journals[journal], date, description, kept, source, at, at);
        _entries.Add(entry);
        _log.Add(entry);
    }

    public JournalLine Line(string code, long amount, string description, Party? party = null) =>
        new(Chart[code], amount, description, party);

    public TradeDocument Invoice(Party customer, DateOnly date, int termDays, IReadOnlyList<DocumentLine> lines)
    {
        var invoice = NewDocument("invoice", $"INV-{_invoices.Count + 1:D5}", customer, date, termDays, lines);
        _invoices.Add(invoice);
        Post(JournalKind.Sales, date, $"Invoice {invoice.Number}", new("invoices", invoice.Id), SalesLines(invoice));
        return invoice;
    }

    public TradeDocument Bill(Party supplier, DateOnly date, int termDays, IReadOnlyList<DocumentLine> lines)
    {
        var bill = NewDocument("bill", $"B{date.Year}/{_bills.Count + 1:D4}", supplier, date, termDays, lines);
        _bills.Add(bill);
        Post(JournalKind.Purchases, date, $"Bill {bill.Number}", new("bills", bill.Id), PurchaseLines(bill));
        return bill;
    }

    /// <summary>An invoice from before the books began: its amount stands in the opening entry.</summary>
    public void InvoiceBroughtForward(Party customer, DateOnly date, long amount) => _invoices.Add(NewDocument(
        "invoice", $"INV-{_invoices.Count + 1:D5}", customer, date, 30,
        [new DocumentLine(Chart["4000"], "Balance brought forward", 1, amount, 0)]));

    /// <summary>A bill from before the books began: its amount stands in the opening entry.</summary>
    public void BillBroughtForward(Party supplier, DateOnly date, long amount) => _bills.Add(NewDocument(
        "bill", $"B{date.Year}/{_bills.Count + 1:D4}", supplier, date, 30,
        [new DocumentLine(Chart["5000"], "Balance brought forward", 1, amount, 0)]));

    public void Receive(TradeDocument invoice, DateOnly date, long amount)
    {
        var receipt = NewSettlement("payment", invoice, date, amount);
        _receipts.Add(receipt);
        Post(
            JournalKind.Bank, date, $"Receipt for {invoice.Number}", new("payments", receipt.Id),
            Line(Codes.Bank, amount, "Bank receipt"),
            Line(Codes.Receivable, -amount, invoice.Number, invoice.Party));
    }

    public void Pay(TradeDocument bill, DateOnly date, long amount)
    {
        var payment = NewSettlement("billPayment", bill, date, amount);
        _payments.Add(payment);
        Post(
            JournalKind.Bank, date, $"Payment of {bill.Number}", new("billPayments", payment.Id),
            Line(Codes.Payable, amount, bill.Number, bill.Party),
            Line(Codes.Bank, -amount, "Bank payment"));
    }

    /// <summary>Changes the amounts of a bill already in the books, as a bookkeeper does who finds a mistake.</summary>
    public void Amend(TradeDocument bill, IReadOnlyList<DocumentLine> lines)
    {
        if (bill.Settlements.Count > 0)
            throw new InvalidOperationException("Only a bill without payments is amended.");

        var amended = bill with { Lines = lines, Modified = Clock ?? bill.Modified };
        _bills[_bills.IndexOf(bill)] = amended;
        var position = _entries.FindIndex(entry => entry.Source is { DataType: "bills" } && entry.Source.Id == bill.Id);
        var before = _entries[position];
        _entries[position] = before with { Lines = PurchaseLines(amended), Modified = amended.Modified };
        _log.Add(Logged(before, [.. before.Lines.Select(line => line with { Amount = -line.Amount, Tax = -line.Tax })], amended.Modified));
        _log.Add(Logged(before, _entries[position].Lines, amended.Modified));
    }

    /// <summary>The balance of an account over a range of dates, debit positive.</summary>
    public long Movement(string code, DateOnly from, DateOnly to) => _entries
        .Where(entry => entry.Date >= from && entry.Date <= to)
        .SelectMany(entry => entry.Lines)
        .Where(line => line.Account.Code == code)
        .Sum(line => line.Amount);

    public CompanyBooks Close(int revision, DateOnly start, IReadOnlyList<Party> customers, IReadOnlyList<Party> suppliers) =>
        new(
            _profile,
            revision,
            start,
            Chart,
            [.. _journals.Values],
            [.. _entries.OrderBy(entry => entry.Date).ThenBy(entry => entry.Created)],
            [.. _log],
            customers,
            suppliers,
            [.. _invoices.OrderBy(invoice => invoice.IssueDate)],
            [.. _bills.OrderBy(bill => bill.IssueDate)],
            [.. _receipts.OrderBy(receipt => receipt.Date)],
            [.. _payments.OrderBy(payment => payment.Date)]);

    private static DateTime Noon(DateOnly date) => date.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);

    private JournalEntry Logged(JournalEntry entry, IReadOnlyList<JournalLine> lines, DateTime at) => entry with
    {
        Id = DeterministicRandom.StableId(_profile.Id, "logged", _log.Count).ToString(),
        Lines = lines,
        Created = at,
        Modified = at,
    };

    private string NextId(string kind) => DeterministicRandom.StableId(_profile.Id, kind, _sequence++).ToString();

    private TradeDocument NewDocument(
        string kind, string number, Party party, DateOnly date, int termDays, IReadOnlyList<DocumentLine> lines) =>
        new(NextId(kind), number, party, date, date.AddDays(termDays), lines, Clock ?? Noon(date));

    private Settlement NewSettlement(string kind, TradeDocument document, DateOnly date, long amount)
    {
        var settlement = new Settlement(NextId(kind), document.Id, document.Party, date, amount, Clock ?? Noon(date));
        document.Settle(settlement);
        return settlement;
    }

    private List<JournalLine> SalesLines(TradeDocument invoice) =>
    [
        Line(Codes.Receivable, invoice.Total, invoice.Number, invoice.Party),
        .. invoice.Lines.Select(line => new JournalLine(line.Account, -line.Net, line.Description, Tax: -line.Vat)),
        Line(Codes.VatOnSales, -invoice.Vat, $"VAT on {invoice.Number}"),
    ];

    private List<JournalLine> PurchaseLines(TradeDocument bill) =>
    [
        .. bill.Lines.Select(line => new JournalLine(line.Account, line.Net, line.Description, Tax: line.Vat)),
        Line(Codes.VatOnPurchases, bill.Vat, $"VAT on {bill.Number}"),
        Line(Codes.Payable, -bill.Total, bill.Number, bill.Party),
    ];
}
