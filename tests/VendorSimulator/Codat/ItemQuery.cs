using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace VendorSimulator.Codat;

/// <summary>A query or an order that cannot be read; the message is part of Codat's answer.</summary>
internal sealed class MalformedQueryException(string message) : Exception(message);

/// <summary>
/// The everyday part of Codat's query language: comparisons of properties joined by &amp;&amp; and ||, and an order.
/// Braces and parentheses are not understood and answer "malformed", as an unknown property does by name.
/// </summary>
internal static partial class ItemQuery
{
    public static IReadOnlyList<T> Apply<T>(IEnumerable<T> items, string? query, string? orderBy)
    {
        if (!string.IsNullOrWhiteSpace(query))
        {
            var filter = Parse<T>(query);
            items = items.Where(filter);
        }

        if (!string.IsNullOrWhiteSpace(orderBy))
        {
            var descending = orderBy.StartsWith('-');
            var read = Reader<T>(orderBy.TrimStart('-').Trim());
            var compare = Comparer<object?>.Create((left, right) => Compare(left, right));
            items = descending
                ? items.OrderByDescending(item => read(item), compare)
                : items.OrderBy(item => read(item), compare);
        }

        return [.. items];
    }

    private static Func<T, bool> Parse<T>(string query)
    {
        var alternatives = query.Split("||")
            .Select(alternative => alternative.Split("&&").Select(ParseComparison<T>).ToList())
            .ToList();
        return item => alternatives.Exists(all => all.TrueForAll(holds => holds(item)));
    }

    private static Func<T, bool> ParseComparison<T>(string text)
    {
        var match = Comparison().Match(text);
        if (!match.Success)
            throw new MalformedQueryException("Malformed query.");

        var read = Reader<T>(match.Groups["property"].Value);
        var wanted = match.Groups["value"].Value.Trim().Trim('"');
        return match.Groups["operator"].Value switch
        {
            "=" => item => Compare(read(item), wanted) == 0,
            "!=" => item => Compare(read(item), wanted) != 0,
            ">" => item => Compare(read(item), wanted) > 0,
            ">=" => item => Compare(read(item), wanted) >= 0,
            "<" => item => Compare(read(item), wanted) < 0,
            "<=" => item => Compare(read(item), wanted) <= 0,
            _ => item => Text(read(item)).Contains(wanted, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static Func<T, object?> Reader<T>(string path)
    {
        var steps = new List<PropertyInfo>();
        var type = typeof(T);
        foreach (var name in path.Split('.'))
        {
            var step = type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (step is null || (step.PropertyType != typeof(string) && step.PropertyType.IsAssignableTo(typeof(IEnumerable))))
                throw new MalformedQueryException($"Could not resolve property {path} on {typeof(T).Name.Replace("Dto", "", StringComparison.Ordinal)}");
            steps.Add(step);
            type = step.PropertyType;
        }

        return item => steps.Aggregate((object?)item, (value, step) => value is null ? null : step.GetValue(value));
    }

    private static int Compare(object? left, object? right)
    {
        string first = Text(left), second = Text(right);
        if (decimal.TryParse(first, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(second, NumberStyles.Number, CultureInfo.InvariantCulture, out var other))
            return number.CompareTo(other);
        if (TryMoment(first, out var moment) && TryMoment(second, out var otherMoment))
            return moment.CompareTo(otherMoment);
        return string.Compare(first, second, StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryMoment(string text, out DateTimeOffset moment) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^\s*(?<property>[A-Za-z_][\w.]*)\s*(?<operator>!=|>=|<=|=|>|<|~)\s*(?<value>[^{}()]+?)\s*$", RegexOptions.None, 1000)]
    private static partial Regex Comparison();
}
