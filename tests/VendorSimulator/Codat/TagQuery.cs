namespace VendorSimulator.Codat;

/// <summary>Filters companies by tags: "region = uk &amp;&amp; team != finance", "uid ~ 12".</summary>
internal static class TagQuery
{
    private static readonly string[] Operators = ["!=", "=", "~"];

    public static Func<IReadOnlyDictionary<string, string>, bool>? Parse(string text)
    {
        var conditions = new List<Func<IReadOnlyDictionary<string, string>, bool>>();
        foreach (var part in text.Split("&&"))
        {
            if (Array.Find(Operators, candidate => part.Contains(candidate, StringComparison.Ordinal)) is not { } symbol)
                return null;

            var sides = part.Split(symbol, 2, StringSplitOptions.TrimEntries);
            var (key, wanted) = (sides[0], sides[1]);
            conditions.Add(tags => symbol switch
            {
                "=" => tags.TryGetValue(key, out var value) && value == wanted,
                "!=" => !tags.TryGetValue(key, out var value) || value != wanted,
                _ => tags.TryGetValue(key, out var value) && value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
            });
        }

        return tags => conditions.TrueForAll(holds => holds(tags));
    }
}
