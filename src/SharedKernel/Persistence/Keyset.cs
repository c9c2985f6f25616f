using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SharedKernel.Results;
using SharedKernel.Web;

namespace SharedKernel.Persistence;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="After">A page's <c>next</c>; null for the first page.</param>
/// <param name="Before">A page's <c>previous</c>, to go back.</param>
/// <param name="Size">Rows a page, 1 to 200; 50 when not said.</param>
public sealed record PageRequest(string? After = null, string? Before = null, int? Size = null)
{
    public string? After { get; } = string.IsNullOrEmpty(After) ? null : After;

    public string? Before { get; } = string.IsNullOrEmpty(Before) ? null : Before;

    public int Rows => Math.Clamp(Size ?? 50, 1, 200);
}

public static class Keyset
{
    /// <summary>
    /// One page of a list ordered by <paramref name="key"/> and then by <paramref name="id"/>. The cursor holds both,
    /// so a page costs the same however deep it is, and rows that come or go meanwhile neither repeat nor vanish.
    /// </summary>
    /// <param name="view">What the list shows of a row; part of the same query.</param>
    /// <param name="total">How many rows there are in all, where the caller counted.</param>
    public static async Task<Result<Page<TView>>> ToPage<TRow, TKey, TView>(
        this IQueryable<TRow> rows,
        Expression<Func<TRow, TKey>> key,
        Expression<Func<TRow, Guid>> id,
        Expression<Func<TRow, TView>> view,
        bool descending,
        PageRequest page,
        int? total,
        CancellationToken token)
        where TKey : notnull
    {
        var backwards = page.After is null && page.Before is not null;
        var falling = descending ^ backwards;
        if ((page.After ?? page.Before) is { } cursor)
        {
            var position = Cursor.Decode<TKey, Guid>(cursor);
            if (position.Failed)
                return position.Failure;
            rows = rows.Where(Beyond(key, id, position.Value.Item1, position.Value.Item2, falling));
        }

        var ordered = falling ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);
        var found = await ordered.Select(Row(key, id, view)).Take(page.Rows + 1).ToListAsync(token);
        var more = found.Count > page.Rows;
        if (more)
            found.RemoveAt(page.Rows);
        if (backwards)
            found.Reverse();

        string? At(int index) => found.Count == 0 ? null : Cursor.Encode(found[index].Key, found[index].Id);
        return new Page<TView>([.. found.Select(r => r.View)], backwards || more ? At(found.Count - 1) : null, total)
        {
            Previous = (backwards ? more : page.After is not null) ? At(0) : null,
        };
    }

    private static Expression<Func<TRow, bool>> Beyond<TRow, TKey>(
        Expression<Func<TRow, TKey>> key, Expression<Func<TRow, Guid>> id, TKey lastKey, Guid lastId, bool falling)
    {
        var row = key.Parameters[0];
        var sameRow = On(row, id);
        var (keyAt, idAt) = (Parameter(lastKey), Parameter(lastId));
        Expression Past(Expression left, Expression right) =>
            left.Type == typeof(string)
                ? Compare(Expression.Call(typeof(string), nameof(string.Compare), null, left, right), Expression.Constant(0))
                : Compare(left, right);
        Expression Compare(Expression left, Expression right) =>
            falling ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);

        // An engine starts in the midst of an index where a condition on the key stands alone.
        return Expression.Lambda<Func<TRow, bool>>(
            Expression.AndAlso(
                Expression.Not(Past(keyAt, key.Body)),
                Expression.OrElse(Past(key.Body, keyAt), Past(sameRow, idAt))),
            row);
    }

    private static Expression<Func<TRow, Found<TKey, TView>>> Row<TRow, TKey, TView>(
        Expression<Func<TRow, TKey>> key, Expression<Func<TRow, Guid>> id, Expression<Func<TRow, TView>> view)
    {
        var row = key.Parameters[0];
        var found = typeof(Found<TKey, TView>);
        return Expression.Lambda<Func<TRow, Found<TKey, TView>>>(
            Expression.MemberInit(
                Expression.New(found),
                Expression.Bind(found.GetProperty(nameof(Found<TKey, TView>.Key))!, key.Body),
                Expression.Bind(found.GetProperty(nameof(Found<TKey, TView>.Id))!, On(row, id)),
                Expression.Bind(found.GetProperty(nameof(Found<TKey, TView>.View))!, On(row, view))),
            row);
    }

    private static Expression On(ParameterExpression row, LambdaExpression other) =>
        new Swap(other.Parameters[0], row).Visit(other.Body)!;

    // A captured variable becomes a query parameter; a constant would make every page a new query plan.
    private static MemberExpression Parameter<T>(T value)
    {
        Expression<Func<T>> captured = () => value;
        return (MemberExpression)captured.Body;
    }

    private sealed class Found<TKey, TView>
    {
        public TKey Key { get; init; } = default!;

        public Guid Id { get; init; }

        public TView View { get; init; } = default!;
    }

    private sealed class Swap(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
