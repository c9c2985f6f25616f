using DataRefresh.Snapshots;

namespace DataRefresh.Statements;

/// <summary>
/// A profit and loss or balance sheet over all periods that the package gave: one line for each place in its tree, with an
/// amount for each period in which the package printed it.
/// <para>
/// <b>The same line</b> is the same section, the same parents and the same account, or the same name where a line has no
/// account. So a renamed account stays one line, under its newest name; two headings of one name under different parents stay
/// two; and an account that moved to another parent is shown in both places, each with its own periods.
/// </para>
/// <para>
/// <b>Order</b> is that of the newest period; a line that only older periods have stands behind the one it followed there.
/// </para>
/// </summary>
internal sealed class Statement
{
    private Statement(IReadOnlyList<StatementPeriod> periods, IReadOnlyList<StatementLine> lines, string? currency) =>
        (Periods, Lines, Currency) = (periods, lines, currency);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<StatementPeriod> Periods { get; }

    /// <summary>As they are printed: what stands under a line follows it.</summary>
    public IReadOnlyList<StatementLine> Lines { get; }

    /// <summary>ISO 4217; null where the package does not say.</summary>
    public string? Currency { get; }

    /// <summary>A balance sheet is of days, a profit and loss of periods.</summary>
    public bool IsBalanceSheet => Periods.Count > 0 && Periods.All(period => period.From is null);

    public static Statement Of(IReadOnlyCollection<StatementRow> rows)
    {
        var printed = rows.GroupBy(row => new StatementPeriod(row.From, row.To)).OrderBy(period => period.Key.To).ToList();
        var root = new Place("", null, printed.Count);
        for (var period = printed.Count - 1; period >= 0; period--)
            Merge(root, printed[period].OrderBy(row => row.Line), period);
        return new Statement(
            [.. printed.Select(period => period.Key)],
            [.. root.Below(0)],
            rows.Select(row => row.Currency).FirstOrDefault(currency => currency is not null));
    }

    private static void Merge(Place root, IEnumerable<StatementRow> rows, int period)
    {
        var parents = new List<Place>();
        foreach (var row in rows)
        {
            // A line that skips a level, or whose section has no total, hangs on what there is.
            parents.RemoveRange(Math.Min(row.Level, parents.Count), parents.Count - Math.Min(row.Level, parents.Count));
            if (parents.Count > 0 && parents[0].Row!.Section != row.Section)
                parents.Clear();
            var place = (parents.Count > 0 ? parents[^1] : root).Child(row, period);
            place.Amounts[period] = (place.Amounts[period] ?? 0) + row.Amount;
            parents.Add(place);
        }
    }

    /// <summary>One place in the tree while periods are merged into it.</summary>
    private sealed class Place(string key, StatementRow? row, int periods)
    {
        private readonly LinkedList<Place> children = [];
        private readonly Dictionary<string, LinkedListNode<Place>> places = [];
        private readonly Dictionary<string, int> printed = [];
        private LinkedListNode<Place>? last;
        private int merging = -1;

        /// <summary>Of the newest period that has it.</summary>
        public StatementRow? Row => row;

        public decimal?[] Amounts { get; } = new decimal?[periods];

        public Place Child(StatementRow child, int period)
        {
            if (merging != period)
            {
                (merging, last) = (period, null);
                printed.Clear();
            }

            // Two lines of one name beside each other are told apart by which comes first.
            var name = $"{child.Section}/{(child.Level == 0 ? "" : child.AccountId is { } id ? $"account {id}" : $"name {child.Name}")}";
            var count = printed[name] = printed.GetValueOrDefault(name) + 1;
            var place = $"{name}/{count}";
            if (!places.TryGetValue(place, out var found))
            {
                var made = new Place($"{key}/{place}", child, periods);
                places[place] = found = last is null ? children.AddFirst(made) : children.AddAfter(last, made);
            }

            last = found;
            return found.Value;
        }

        public IEnumerable<StatementLine> Below(int depth) => children.SelectMany(child =>
        {
            // Only a section's total is of level 0, also where a section has none.
            var level = child.Row!.Level == 0 ? 0 : Math.Max(1, depth);
            return child.Below(level + 1).Prepend(new StatementLine(
                child.Row.Section, level, child.Row.AccountId, child.Row.Name, child.children.Count > 0, child.Amounts));
        });
    }
}

/// <summary>What one printed statement is of.</summary>
/// <param name="From">First day; null on a balance sheet.</param>
internal sealed record StatementPeriod(DateOnly? From, DateOnly To);

/// <param name="Level">0 for a section's total.</param>
/// <param name="HasLines">Whether other lines stand under it, which are part of its amounts.</param>
/// <param name="Amounts">Along the periods, as printed; null where the package did not print the line.</param>
internal sealed record StatementLine(
    StatementSection Section, int Level, string? AccountId, string? Name, bool HasLines, IReadOnlyList<decimal?> Amounts);
