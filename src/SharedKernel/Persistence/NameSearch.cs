using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace SharedKernel.Persistence;

/// <summary>
/// Finds rows by a part of a name. A word of three letters or more is looked up in the column's <see cref="NameIndex"/>;
/// a shorter one is looked for in the firm's rows. The answers are the same on every engine: decision 0010.
/// </summary>
public static class NameSearch
{
    private const int ShortestIndexed = 3;

    /// <summary>The rows in whose (folded) text every word of the search occurs.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> rows, ModuleDb db, Expression<Func<T, string>> text, string? search)
        where T : class, IFirmOwned =>
        Folding.Words(search).Aggregate(rows, (found, word) => found.Where(KeyIn<T>(db, db.Hits(text, word))));

#pragma warning disable EF1002 // Names of tables come from the model; what somebody typed is a parameter.
    /// <summary>The keys of the firm's rows in whose (folded) text one word occurs.</summary>
    public static IQueryable<Guid> Hits<T>(this ModuleDb db, Expression<Func<T, string>> text, string word)
        where T : class, IFirmOwned
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var index = NameIndex.NameOf(type.GetTableName()!, ((MemberExpression)text.Body).Member.Name);
        if (type.FindDeclaredTrigger(index) is null)
            throw new InvalidOperationException($"{typeof(T).Name} declares no name index {index}.");

        var indexed = word.EnumerateRunes().Count() >= ShortestIndexed;
        if (indexed && db.Database.ProviderName == NameIndex.Sqlite)
            return db.Database.SqlQueryRaw<Guid>(
                $$"""SELECT r."Id" AS "Value" FROM "{{index}}" AS f JOIN "{{index}}_rows" AS r ON r."Number" = f.rowid WHERE f."Text" MATCH {0} AND r."FirmId" = {1}""",
                $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", db.FirmId);

        var pattern = $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_").Replace("[", @"\[")}%";
        var like = Expression.Call(
            typeof(DbFunctionsExtensions), nameof(DbFunctionsExtensions.Like), null,
            Expression.Constant(EF.Functions), text.Body, ((Expression<Func<string>>)(() => pattern)).Body, Expression.Constant(@"\"));
        var found = db.Set<T>().Where(Expression.Lambda<Func<T, bool>>(like, text.Parameters));
        if (indexed && db.Database.ProviderName == NameIndex.SqlServer)
        {
            var trigrams = Enumerable.Range(0, word.Length - 2).Select(i => word.Substring(i, 3)).Distinct().ToList();
            found = found.Where(KeyIn<T>(db, db.Database.SqlQueryRaw<Guid>(
                $$"""
                SELECT [Id] AS [Value] FROM [{{type.GetSchema()}}].[{{index}}]
                WHERE [FirmId] = {0} AND [Trigram] IN (SELECT [Trigram] FROM OPENJSON({1}) WITH ([Trigram] nchar(3) COLLATE Latin1_General_100_BIN2 '$'))
                GROUP BY [Id] HAVING COUNT(*) = {2}
                """,
                db.FirmId, JsonSerializer.Serialize(trigrams), trigrams.Count)));
        }

        return found.Select(Key<T>(db));
    }
#pragma warning restore EF1002

    private static Expression<Func<T, bool>> KeyIn<T>(ModuleDb db, IQueryable<Guid> hits)
    {
        var key = Key<T>(db);
        return Expression.Lambda<Func<T, bool>>(
            Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid)], hits.Expression, key.Body), key.Parameters);
    }

    private static Expression<Func<T, Guid>> Key<T>(ModuleDb db)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var key = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties.Single();
        return Expression.Lambda<Func<T, Guid>>(Expression.Property(row, key.PropertyInfo!), row);
    }
}
