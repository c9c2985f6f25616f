using System.Data.Common;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace DataRefresh.Refreshes;

/// <summary>
/// INSERT … SELECT over a LINQ query, which EF does not have. Rows that a unique index refuses are left out: on
/// SQLite and PostgreSQL by the statement itself; on SQL Server the caller sees the duplicate key and tries again.
/// </summary>
internal sealed class SetInsert<TEntity>(DbContext db)
    where TEntity : class
{
    private readonly IEntityType entity = db.Model.FindEntityType(typeof(TEntity))!;
    private readonly ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();
    private readonly List<(IProperty Target, string? Source, object? Value)> columns = [];

    /// <summary>The same value in every row.</summary>
    public SetInsert<TEntity> Set<T>(Expression<Func<TEntity, T>> target, T value)
    {
        columns.Add((Property(target), null, value));
        return this;
    }

    /// <summary>A column of the query.</summary>
    public SetInsert<TEntity> Copy<T>(Expression<Func<TEntity, T>> target, string source)
    {
        columns.Add((Property(target), sql.DelimitIdentifier(source), null));
        return this;
    }

    /// <summary>A new key for each row, made by the engine.</summary>
    public SetInsert<TEntity> NewKey(Expression<Func<TEntity, Guid>> target)
    {
        columns.Add((Property(target), NewGuid(), null));
        return this;
    }

    /// <summary>Inserts what the query finds, in the current transaction; answers how many rows.</summary>
    public async Task<int> From<TSource>(IQueryable<TSource> query, CancellationToken token)
    {
        await using var command = query.CreateDbCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var text = new StringBuilder("INSERT INTO ")
            .Append(sql.DelimitIdentifier(table.Name, IsSqlite ? null : table.Schema))
            .Append(" (").AppendJoin(", ", columns.Select(c => sql.DelimitIdentifier(c.Target.GetColumnName(table)!))).Append(") SELECT ")
            .AppendJoin(", ", columns.Select(c => c.Source ?? Parameter(command, c.Target, c.Value)))
            // SQLite reads "SELECT … ON" as a join unless a WHERE stands between.
            .Append(" FROM (").Append(command.CommandText).Append(") AS found WHERE 1 = 1");
        if (!db.Database.ProviderName!.EndsWith("SqlServer", StringComparison.Ordinal))
            text.Append(" ON CONFLICT DO NOTHING");
        command.CommandText = text.ToString();
        return await command.ExecuteNonQueryAsync(token);
    }

    private bool IsSqlite => db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    private string NewGuid() => db.Database.ProviderName! switch
    {
        var name when name.EndsWith("PostgreSQL", StringComparison.Ordinal) => "gen_random_uuid()",
        var name when name.EndsWith("SqlServer", StringComparison.Ordinal) => "NEWID()",
        // SQLite has no function for it; EF stores keys as upper-case text. This is a version 4 key.
        _ => "upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' "
            + "|| substr('89AB', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))",
    };

    private static string Parameter(DbCommand command, IProperty target, object? value)
    {
        var name = $"@set_{command.Parameters.Count}";
        command.Parameters.Add(target.GetRelationalTypeMapping().CreateParameter(command, name, value));
        return name;
    }

    private IProperty Property<T>(Expression<Func<TEntity, T>> target) =>
        entity.FindProperty(((MemberExpression)target.Body).Member.Name)!;
}
