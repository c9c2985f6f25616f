using System.Globalization;
using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;

namespace VendorSimulator.Xero;

/// <summary>The ledger as it was written: numbers only grow, and what is corrected is reversed and written again.</summary>
internal static class JournalEndpoints
{
    private const int PageSize = 100;

    public static void MapJournals(this RouteGroupBuilder accounting) =>
        accounting.MapGet("/Journals", List).WithMetadata(new NeedsScope("accounting.journals.read"));

    private static IResult List(HttpContext context, XeroBooks books, TimeProvider clock)
    {
        var offset = 0;
        if (context.Request.Query["offset"].ToString() is { Length: > 0 } text
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset))
            return XeroError.BadRequest("ValidationException", "offset is a journal number.");

        var read = books.Of(context);
        var numbered = read.Log.Select((entry, index) => (Entry: entry, Number: index + 1)).Where(journal => journal.Number > offset);
        var found = XeroQuery.Read(
            context.Request, numbered, new Dictionary<string, Func<(JournalEntry Entry, int Number), object?>>(), journal => journal.Entry.Created, out var problem);
        return found is null
            ? problem!
            : XeroJson.Answer(clock, "Journals", found.Take(PageSize).Select(journal => Shape(journal.Entry, journal.Number)));
    }

    private static object Shape(JournalEntry entry, int number) => new
    {
        JournalID = entry.Id,
        JournalDate = Day(entry.Date),
        JournalNumber = number,
        CreatedDateUTC = Moment(entry.Created),
        Reference = entry.Description,
        SourceID = entry.Source?.Id ?? entry.Id,
        SourceType = SourceTypeOf(entry),
        JournalLines = entry.Lines.Select((line, index) => Shape(entry, line, index)),
    };

    /// <summary>The net amounts of a journal add up to nothing; the tax told on a line stands on a line of its own as well.</summary>
    private static object Shape(JournalEntry entry, JournalLine line, int index) => new
    {
        JournalLineID = DeterministicRandom.StableId(Guid.Parse(entry.Id), "line", index),
        AccountID = line.Account.Id,
        AccountCode = XeroAccounts.CodeOf(line.Account),
        AccountType = XeroAccounts.TypeOf(line.Account),
        AccountName = line.Account.Name,
        line.Description,
        NetAmount = Money(line.Amount),
        GrossAmount = Money(line.Amount + line.Tax),
        TaxAmount = Money(line.Tax),
        TrackingCategories = Array.Empty<object>(),
    };

    private static string SourceTypeOf(JournalEntry entry) => entry.Source?.DataType switch
    {
        "invoices" => "ACCREC",
        "bills" => "ACCPAY",
        "payments" => "ACCRECPAYMENT",
        "billPayments" => "ACCPAYPAYMENT",
        _ => entry.Journal.Kind switch
        {
            JournalKind.Payroll => "PAYSLIP",
            JournalKind.Bank => "CASHPAID",
            _ => "MANJOURNAL",
        },
    };
}
