using VendorSimulator.Books;
using static VendorSimulator.Xero.XeroJson;

namespace VendorSimulator.Xero;

/// <summary>Builds the rows of a report: texts as they would be printed, with the account behind each cell.</summary>
internal sealed class XeroReport(string name, string type, string organisation, string period, TimeProvider clock)
{
    private readonly List<object> _rows = [];

    public void Header(params IEnumerable<string> titles) =>
        _rows.Add(new { RowType = "Header", Cells = titles.Select(title => new { Value = title }) });

    public void Section(string title, params IEnumerable<object> rows) => _rows.Add(new { RowType = "Section", Title = title, Rows = rows });

    public static object Row(string title, string? account, IEnumerable<string> values) => new
    {
        RowType = "Row",
        Cells = values.Prepend(title).Select(value => new { Value = value, Attributes = account is null ? null : new[] { Attribute("account", account) } }),
    };

    /// <summary>A row without one account behind it, whose cells tell the days they cover.</summary>
    public static object RowOfDays(string title, IEnumerable<(string Value, DateOnly From, DateOnly To)> values) => new
    {
        RowType = "Row",
        Cells = values
            .Select(cell => new
            {
                cell.Value,
                Attributes = new[]
                {
                    Attribute("account", Guid.Empty.ToString()),
                    Attribute("fromDate", American(cell.From)),
                    Attribute("toDate", American(cell.To)),
                },
            })
            .Prepend(new { Value = title, Attributes = new[] { Attribute("account", Guid.Empty.ToString()) } }),
    };

    public static object Summary(string title, IEnumerable<string> values) =>
        new { RowType = "SummaryRow", Cells = values.Prepend(title).Select(value => new { Value = value }) };

    public IResult Answer()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return XeroJson.Answer(clock, "Reports", new[]
        {
            new
            {
                ReportID = type,
                ReportName = name,
                ReportType = type,
                ReportTitles = new[] { name, organisation, period },
                ReportDate = LongDay(DateOnly.FromDateTime(now)),
                UpdatedDateUTC = Moment(now),
                Fields = Array.Empty<object>(),
                Rows = _rows,
            },
        });
    }

    /// <summary>Accounts of some sections with their amount in each column, as reported; those without any amount stay out.</summary>
    public static IReadOnlyList<(Account Account, long[] Amounts)> Lines(
        CompanyBooks books, IReadOnlyList<Dictionary<string, long>> columns, params Section[] sections) =>
        [.. books.Chart.All
            .Where(account => sections.Contains(account.Section))
            .Select(account => (Account: account, Amounts: columns.Select(column => account.AsReported(column[account.Code])).ToArray()))
            .Where(line => line.Amounts.Any(amount => amount != 0))];

    /// <summary>The column sums of some lines.</summary>
    public static long[] Totals(IReadOnlyList<(Account Account, long[] Amounts)> lines, int columns) =>
        [.. Enumerable.Range(0, columns).Select(column => lines.Sum(line => line.Amounts[column]))];

    public static IEnumerable<string> Texts(IEnumerable<long> amounts) => amounts.Select(Shown);

    private static object Attribute(string id, string value) => new { Value = value, Id = id };

    private static string American(DateOnly date) => $"{date.Month}/{date.Day}/{date.Year}";
}
