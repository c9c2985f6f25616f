using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Testing;

/// <summary>Many rows at once, where making each by hand is not what is tested.</summary>
public static class Crowd
{
    /// <summary>
    /// Copies one row, each copy with a key of its own, and lets the engine count. What differs between the copies is SQL
    /// that may use <c>n</c>, their number.
    /// </summary>
    public static async Task Copies<T>(this DbContext db, Guid of, int count, params (string Column, string Sql)[] different)
        where T : class
    {
        var postgres = db.Database.IsNpgsql();
        var type = db.Model.FindEntityType(typeof(T))!;
        var name = postgres ? $"\"{type.GetSchema()}\".\"{type.GetTableName()}\"" : $"\"{type.GetTableName()}\"";
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var key = type.FindPrimaryKey()!.Properties.Single().GetColumnName(table)!;
        var columns = type.GetProperties().Select(p => p.GetColumnName(table)!).ToList();
        var newKey = postgres ? "gen_random_uuid()" : "printf('%08X-%04X-4000-8000-%012X', abs(random()) % 4294967296, abs(random()) % 65536, n)";
        var values = columns.Select(c => c == key ? newKey : different.FirstOrDefault(d => d.Column == c).Sql ?? $"one.\"{c}\"");
        var sql = $$"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {{count}})
            INSERT INTO {{name}} ({{string.Join(", ", columns.Select(c => $"\"{c}\""))}})
            SELECT {{string.Join(", ", values)}} FROM {{name}} AS one CROSS JOIN numbers WHERE one."{{key}}" = {0}
            """;
        var copied = await db.Database.ExecuteSqlRawAsync(sql, of);
        Xunit.Assert.Equal(count, copied);
        if (postgres)
            await db.Database.ExecuteSqlRawAsync($"VACUUM ANALYZE {name}");
    }
}
