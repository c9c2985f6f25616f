using static VendorSimulator.Books.ChartOfAccounts;

namespace VendorSimulator.Books;

/// <summary>
/// What a company's own bookkeeper did between two refreshes: a few new transactions dated on the day of the
/// refresh and, every third time, a correction of something older.
/// </summary>
internal static class RevisionWriter
{
    public static void Write(
        CompanyProfile profile, Bookkeeper keeper, TradeWriter trade, BookRevision revision, IReadOnlyList<ManualPosting> postings)
    {
        var random = DeterministicRandom.For(profile.Id, $"revision {revision.Number}");
        var today = DateOnly.FromDateTime(revision.At);
        keeper.Clock = revision.At;

        for (var count = random.Next(1, 4); count > 0; count--)
            trade.Sell(today, random);
        for (var count = random.Next(1, 3); count > 0; count--)
            trade.Buy(today, random);
        SettleOldest(keeper.Invoices, today, keeper.Receive, random);
        SettleOldest(keeper.Bills, today, keeper.Pay, random);
        if (revision.Number % 3 == 0)
            CorrectSomethingOlder(keeper, trade, today, random);

        foreach (var posting in postings.Where(posting => posting.FromRevision == revision.Number))
        {
            keeper.Clock = posting.At;
            keeper.Post(
                JournalKind.General, posting.Date, posting.Description, null,
                keeper.Line(posting.DebitAccount, posting.Cents, posting.Description),
                keeper.Line(posting.CreditAccount, -posting.Cents, posting.Description));
        }
    }

    private static void SettleOldest(
        IReadOnlyList<TradeDocument> documents, DateOnly today, Action<TradeDocument, DateOnly, long> settle, DeterministicRandom random)
    {
        var open = documents.Where(document => document.Due > 0 && document.IssueDate < today)
            .OrderBy(document => document.DueDate)
            .Take(random.Next(1, 3))
            .ToList();
        foreach (var document in open)
            settle(document, today, random.Chance(70) ? document.Due : Math.Max(1, document.Due / 2));
    }

    private static void CorrectSomethingOlder(Bookkeeper keeper, TradeWriter trade, DateOnly today, DeterministicRandom random)
    {
        var candidates = keeper.Bills
            .Where(bill => bill.Settlements.Count == 0 && bill.IssueDate < today && bill.Lines[0].Description.StartsWith("Delivery", StringComparison.Ordinal))
            .ToList();
        if (candidates.Count > 0)
        {
            keeper.Amend(random.Pick(candidates), trade.PurchaseLines(random));
            return;
        }

        var charge = random.Cents(5, 30);
        keeper.Post(
            JournalKind.Bank, today.AddDays(-40), "Bank charges found late", null,
            keeper.Line(Codes.BankCharges, charge, "Account charges"), keeper.Line(Codes.Bank, -charge, "Account charges"));
    }
}
