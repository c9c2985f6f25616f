namespace VendorSimulator.Books;

/// <summary>A customer or a supplier.</summary>
internal sealed record Party(string Id, string Name, string Email, string Country, string City, string TaxNumber);

/// <summary>The books a journal entry is written in.</summary>
internal enum JournalKind
{
    General,
    Sales,
    Purchases,
    Bank,
    Payroll,
}

/// <summary>A journal of the company.</summary>
internal sealed record Journal(string Id, JournalKind Kind, string Code, string Name);

/// <summary>
/// One line of a journal entry: debit positive, credit negative, in cents. The tax that belongs to it, with the same
/// sign, is not part of its amount but of the tax line's.
/// </summary>
internal sealed record JournalLine(Account Account, long Amount, string Description, Party? Party = null, long Tax = 0);

/// <summary>The document behind a journal entry, by Codat's data type and id.</summary>
internal sealed record SourceRecord(string DataType, string Id);

/// <summary>A balanced journal entry.</summary>
internal sealed record JournalEntry(
    string Id,
    Journal Journal,
    DateOnly Date,
    string Description,
    IReadOnlyList<JournalLine> Lines,
    SourceRecord? Source,
    DateTime Created,
    DateTime Modified);

/// <summary>A line of an invoice or a bill, amounts in cents.</summary>
internal sealed record DocumentLine(Account Account, string Description, int Quantity, long UnitAmount, long Vat)
{
    public long Net => Quantity * UnitAmount;
}

/// <summary>Money that settles (part of) one invoice or bill.</summary>
internal sealed record Settlement(string Id, string DocumentId, Party Party, DateOnly Date, long Amount, DateTime Modified);

/// <summary>A sales invoice or a supplier's bill with what was paid on it.</summary>
internal sealed record TradeDocument(
    string Id,
    string Number,
    Party Party,
    DateOnly IssueDate,
    DateOnly DueDate,
    IReadOnlyList<DocumentLine> Lines,
    DateTime Modified)
{
    private readonly List<Settlement> _settlements = [];

    public IReadOnlyList<Settlement> Settlements => _settlements;

    public long Net => Lines.Sum(line => line.Net);

    public long Vat => Lines.Sum(line => line.Vat);

    public long Total => Net + Vat;

    public long Due => Total - _settlements.Sum(settlement => settlement.Amount);

    public long DueOn(DateOnly date) =>
        Total - _settlements.Where(settlement => settlement.Date <= date).Sum(settlement => settlement.Amount);

    public void Settle(Settlement settlement) => _settlements.Add(settlement);
}
