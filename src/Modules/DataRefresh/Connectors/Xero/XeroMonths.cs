using System.Globalization;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// The months of a statement, in as few questions as Xero allows: it compares a month with up to eleven before it, and takes
/// over the day on which the asked month ends, so that only a month of 31 days asks for the whole of every other.
/// </summary>
/// <param name="Newest">First day of the newest month of the question.</param>
/// <param name="Count">How many months back from there, itself included.</param>
internal sealed record XeroMonths(DateOnly Newest, int Count)
{
    private const int MostColumns = 12;

    private static readonly string[] Formats = ["d MMM yyyy", "d MMM yy", "MMM d, yyyy", "MMM d yyyy", "MMM yyyy", "MMM yy", "MMM-yy", "MMMM yyyy", "yyyy-MM-dd"];

    public DateOnly Last => EndOf(Newest);

    /// <summary>Questions for all months from that of <paramref name="first"/> to that of <paramref name="last"/>, the newest first.</summary>
    public static IEnumerable<XeroMonths> Between(DateOnly first, DateOnly last)
    {
        var oldest = new DateOnly(first.Year, first.Month, 1);
        for (var newest = new DateOnly(last.Year, last.Month, 1); newest >= oldest;)
        {
            var left = ((newest.Year - oldest.Year) * 12) + newest.Month - oldest.Month + 1;
            var count = EndOf(newest).Day == 31 ? Math.Min(MostColumns, left) : 1;
            yield return new XeroMonths(newest, count);
            newest = newest.AddMonths(-count);
        }
    }

    /// <summary>The first day of the month in each column, the newest first, as Xero's heads confirm.</summary>
    public IReadOnlyList<DateOnly> Columns(IReadOnlyList<string> heads)
    {
        if (heads.Count < Count)
            throw XeroTable.Odd($"has {heads.Count} columns instead of {Count}");
        var months = Enumerable.Range(0, Count).Select(back => Newest.AddMonths(-back)).ToList();
        foreach (var (head, month) in heads.Zip(months))
            if (DateOnly.TryParseExact(head, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
                && day != EndOf(month) && day != month)
                throw XeroTable.Odd($"has a column '{head}' where {month:yyyy-MM} should stand");
        return months;
    }

    public static DateOnly EndOf(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
