namespace VendorSimulator.Books;

/// <summary>A span of due dates, both ends included, with what is outstanding in it.</summary>
internal sealed record AgeingBucket(DateOnly From, DateOnly To, long Amount);

/// <summary>What one customer owes or one supplier is owed, by age.</summary>
internal sealed record AgedParty(Party Party, IReadOnlyList<AgeingBucket> Buckets);

/// <summary>Ageing of open documents by due date; what is not yet due stands in the newest bucket.</summary>
internal static class Ageing
{
    public static IReadOnlyList<AgedParty> Of(
        IReadOnlyList<TradeDocument> documents, DateOnly reportDate, int periods, int periodLengthDays)
    {
        var spans = Enumerable.Range(0, periods)
            .Select(index => (
                From: index == periods - 1 ? DateOnly.MinValue : reportDate.AddDays((-(index + 1) * periodLengthDays) + 1),
                To: reportDate.AddDays(-index * periodLengthDays)))
            .ToList();

        return [.. documents
            .Where(document => document.IssueDate <= reportDate)
            .Select(document => (Document: document, Due: document.DueOn(reportDate)))
            .Where(open => open.Due != 0)
            .GroupBy(open => open.Document.Party)
            .Select(group => new AgedParty(group.Key, [.. spans.Select((span, index) => new AgeingBucket(
                span.From,
                span.To,
                group.Where(open => BucketOf(open.Document, spans) == index).Sum(open => open.Due)))]))
            .OrderBy(aged => aged.Party.Name, StringComparer.Ordinal)];
    }

    private static int BucketOf(TradeDocument document, List<(DateOnly From, DateOnly To)> spans)
    {
        for (var index = 0; index < spans.Count; index++)
        {
            if (document.DueDate >= spans[index].From)
                return index;
        }

        return spans.Count - 1;
    }
}
