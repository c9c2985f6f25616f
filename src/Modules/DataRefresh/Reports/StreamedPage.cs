using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Reports;

internal static class StreamedPage
{
    /// <summary>
    /// One page of a stream of rows, in an order of its own and without holding more than the page: the stream is read to
    /// its end and the best rows beyond the cursor are kept.
    /// </summary>
    /// <param name="key">What the page is ordered by; text is compared letter by letter, so fold it.</param>
    /// <param name="id">Unique among the rows; decides where keys are equal.</param>
    public static async Task<Result<Page<TRow>>> ToPage<TRow, TKey>(
        this IAsyncEnumerable<TRow> rows, Func<TRow, TKey> key, Func<TRow, string> id, bool falling, PageRequest page, CancellationToken token)
        where TKey : notnull
    {
        var backwards = page.After is null && page.Before is not null;
        (TKey Key, string Id)? from = null;
        if ((page.After ?? page.Before) is { } cursor)
        {
            var position = Cursor.Decode<TKey, string>(cursor);
            if (position.Failed)
                return position.Failure;
            from = position.Value;
        }

        var order = new Order<TKey>(falling ^ backwards);
        var best = new PriorityQueue<TRow, (TKey, string)>(order.Reversed);
        var total = 0;
        await foreach (var row in rows.WithCancellation(token))
        {
            total++;
            var at = (key(row), id(row));
            if (from is { } start && order.Compare(at, start) <= 0)
                continue;
            if (best.Count <= page.Rows)
                best.Enqueue(row, at);
            else
                best.EnqueueDequeue(row, at);
        }

        var found = best.UnorderedItems.OrderBy(item => item.Priority, order).Select(item => item.Element).ToList();
        var more = found.Count > page.Rows;
        if (more)
            found.RemoveAt(page.Rows);
        if (backwards)
            found.Reverse();

        string? At(int index) => found.Count == 0 ? null : Cursor.Encode(key(found[index]), id(found[index]));
        return new Page<TRow>(found, backwards || more ? At(found.Count - 1) : null, total)
        {
            Previous = (backwards ? more : page.After is not null) ? At(0) : null,
        };
    }

    private sealed class Order<TKey>(bool falling) : IComparer<(TKey Key, string Id)>
    {
        private static readonly IComparer<TKey> Keys =
            typeof(TKey) == typeof(string) ? (IComparer<TKey>)(object)StringComparer.Ordinal : Comparer<TKey>.Default;

        public Order<TKey> Reversed => new(!falling);

        public int Compare((TKey Key, string Id) x, (TKey Key, string Id) y)
        {
            var order = Keys.Compare(x.Key, y.Key);
            if (order == 0)
                order = string.CompareOrdinal(x.Id, y.Id);
            return falling ? -order : order;
        }
    }
}
