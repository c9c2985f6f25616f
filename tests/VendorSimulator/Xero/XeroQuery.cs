using System.Globalization;
using System.Text.RegularExpressions;

namespace VendorSimulator.Xero;

/// <summary>
/// Filters and orders a list by "where", "order" and If-Modified-Since. Of the vendor's filter language it knows
/// comparisons joined with AND; what it does not know is an error, never a filter that is silently dropped.
/// </summary>
internal static partial class XeroQuery
{
    /// <summary>The items asked for, or null with the answer that says what is wrong.</summary>
    public static IReadOnlyList<T>? Read<T>(
        HttpRequest request,
        IEnumerable<T> items,
        IReadOnlyDictionary<string, Func<T, object?>> fields,
        Func<T, DateTime> modified,
        out IResult? problem)
    {
        problem = null;
        try
        {
            foreach (var clause in Clauses(request.Query["where"].ToString()))
            {
                var field = Field(fields, clause.Name);
                items = items.Where(item => clause.Holds(field(item)));
            }

            if (request.Headers.IfModifiedSince.ToString() is { Length: > 0 } since)
            {
                if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
                    throw new FormatException("If-Modified-Since is not a date.");
                items = items.Where(item => modified(item) > moment.UtcDateTime);
            }

            if (request.Query["order"].ToString() is { Length: > 0 } order)
            {
                var parts = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var field = Field(fields, parts[0]);
                items = parts is [_, var direction] && direction.Equals("DESC", StringComparison.OrdinalIgnoreCase)
                    ? items.OrderByDescending(field, Comparer<object?>.Default)
                    : items.OrderBy(field, Comparer<object?>.Default);
            }

            return [.. items];
        }
        catch (FormatException unknown)
        {
            problem = XeroError.BadRequest("QueryParseException", unknown.Message);
            return null;
        }
    }

    private static Func<T, object?> Field<T>(IReadOnlyDictionary<string, Func<T, object?>> fields, string name) =>
        fields.TryGetValue(name, out var field) ? field : throw new FormatException($"No property or field '{name}' exists in this resource");

    private static IEnumerable<Clause> Clauses(string where) =>
        where.Length == 0 ? [] : Joint().Split(where).Select(Clause.Parse);

    [GeneratedRegex(@"\s+AND\s+|\s*&&\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    private sealed partial record Clause(string Name, string Operator, IComparable Value)
    {
        public static Clause Parse(string text)
        {
            var match = Pattern().Match(text);
            if (!match.Success)
                throw new FormatException($"The simulator cannot read '{text}'.");

            IComparable value = match.Groups["date"].Success
                ? new DateOnly(Part(match, "year"), Part(match, "month"), Part(match, "day"))
                : match.Groups["text"].Success ? match.Groups["text"].Value
                : match.Groups["truth"].Success ? bool.Parse(match.Groups["truth"].Value)
                : decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            return new Clause(match.Groups["name"].Value, match.Groups["operator"].Value, value);
        }

        public bool Holds(object? actual)
        {
            if (actual is not null && actual.GetType() != Value.GetType())
                throw new FormatException($"'{Name}' is compared with something else than it holds.");

            var order = actual is null ? (int?)null : -Value.CompareTo(actual);
            return Operator switch
            {
                "==" => order == 0,
                "!=" => order != 0,
                ">=" => order >= 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order < 0,
            };
        }

        private static int Part(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

        [GeneratedRegex(@"^\s*(?<name>\w+)\s*(?<operator>==|!=|>=|<=|>|<)\s*(""(?<text>[^""]*)""|(?<date>DateTime\(\s*(?<year>\d+)\s*,\s*(?<month>\d+)\s*,\s*(?<day>\d+)\s*\))|(?<truth>true|false)|(?<number>-?\d+(\.\d+)?))\s*$", RegexOptions.IgnoreCase)]
        private static partial Regex Pattern();
    }
}
