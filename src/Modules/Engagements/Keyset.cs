using System.Linq.Expressions;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements;

/// <summary>One column by which a list can be sorted and paged: stable under ties, because the row's id decides them.</summary>
internal abstract class Order<TRow>
{
    /// <summary>A page of at most <paramref name="size"/> rows behind (or in front of) a cursor.</summary>
    public abstract Task<Result<Page<TView>>> Page<TView>(
        IQueryable<TRow> rows, Paging paging, Func<IQueryable<TRow>, IQueryable<TRow>> shape, Func<TRow, TView> view, CancellationToken token);
}

/// <param name="Descending">Whether the sort asked for begins with a minus.</param>
internal sealed record Paging(bool Descending, string? After, string? Before, int Size, int? Total);

internal sealed class Order<TRow, TKey>(Expression<Func<TRow, TKey>> key, Expression<Func<TRow, Guid>> id) : Order<TRow>
{
    private readonly Func<TRow, TKey> keyOf = key.Compile();
    private readonly Func<TRow, Guid> idOf = id.Compile();

    public override async Task<Result<Page<TView>>> Page<TView>(
        IQueryable<TRow> rows, Paging paging, Func<IQueryable<TRow>, IQueryable<TRow>> shape, Func<TRow, TView> view, CancellationToken token)
    {
        var backwards = paging.Before is not null;
        var descending = paging.Descending != backwards;
        if ((paging.Before ?? paging.After) is { } cursor)
        {
            var position = Cursor.Decode<TKey, Guid>(cursor);
            if (position.Failed)
                return position.Failure;
            rows = rows.Where(Beyond(position.Value.Item1, position.Value.Item2, descending));
        }

        var ordered = descending ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);
        var found = await shape(ordered.Take(paging.Size + 1)).ToListAsync(token);
        var more = found.Count > paging.Size;
        if (more)
            found.RemoveAt(paging.Size);
        if (backwards)
            found.Reverse();

        var hasNext = backwards || more;
        var hasPrevious = backwards ? more : paging.After is not null;
        return new Page<TView>([.. found.Select(view)], hasNext && found.Count > 0 ? CursorOf(found[^1]) : null, paging.Total)
        {
            Previous = hasPrevious && found.Count > 0 ? CursorOf(found[0]) : null,
        };
    }

    private string CursorOf(TRow row) => Cursor.Encode(keyOf(row), idOf(row));

    // key > k || (key == k && id > i), with CompareTo because strings and guids have no operator.
    private Expression<Func<TRow, bool>> Beyond(TKey lastKey, Guid lastId, bool descending)
    {
        var row = key.Parameters[0];
        var rowId = new Replace(id.Parameters[0], row).Visit(id.Body);

        // Through a closure, so that values become parameters and the query plan is shared.
        Expression<Func<TKey>> last = () => lastKey;
        Expression<Func<Guid>> lastOne = () => lastId;
        var further = Further(key.Body, last.Body, descending);
        var tie = Expression.AndAlso(Expression.Equal(key.Body, last.Body), Further(rowId, lastOne.Body, descending));
        return Expression.Lambda<Func<TRow, bool>>(Expression.OrElse(further, tie), row);
    }

    private static BinaryExpression Further(Expression value, Expression than, bool descending)
    {
        var compared = Expression.Call(value, value.Type.GetMethod(nameof(IComparable.CompareTo), [value.Type])!, than);
        return descending
            ? Expression.LessThan(compared, Expression.Constant(0))
            : Expression.GreaterThan(compared, Expression.Constant(0));
    }

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
