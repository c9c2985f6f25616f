using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Testing;

/// <summary>Many rows at once, by SQL, where making each by hand is not what is tested.</summary>
public static class Crowd
{
    /// <summary>The table as SQL of this engine names it.</summary>
    public static string Table(this DbContext db, string table) =>
        db.Database.IsNpgsql() ? $"\"{db.Model.GetDefaultSchema()}\".\"{table}\"" : $"\"{table}\"";

    /// <summary>SQL that makes a key.</summary>
    public static string NewKey(this DbContext db) => db.Database.IsNpgsql()
        ? "gen_random_uuid()"
        : "printf('%08X-%04X-4000-8000-%012X', abs(random()) % 4294967296, abs(random()) % 65536, abs(random()) % 281474976710656)";

    /// <summary>SQL for a key that is made of <c>n</c>, so that another table's n-th copy can refer to it.</summary>
    public static string NthKey(this DbContext db) => db.Database.IsNpgsql()
        ? "('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
        : "printf('00000000-0000-4000-8000-%012X', n)";

    /// <summary>
    /// Copies one row, each copy with a key of its own, and lets the engine count. What differs between the copies is SQL
    /// that may use <c>n</c>, their number.
    /// </summary>
    public static async Task Copies(this DbContext db, string table, Guid of, int count, params (string Column, string Sql)[] different)
    {
        var type = db.Model.GetEntityTypes().Single(t => t.GetTableName() == table);
        var name = db.Table(table);
        var store = StoreObjectIdentifier.Table(table, type.GetSchema());
        var key = type.FindPrimaryKey()!.Properties.Single().GetColumnName(store)!;
        var columns = type.GetProperties().Select(p => p.GetColumnName(store)!).ToList();
        var values = columns.Select(c => different.FirstOrDefault(d => d.Column == c).Sql ?? (c == key ? db.NewKey() : $"one.\"{c}\""));
        var sql = $$"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {{count}})
            INSERT INTO {{name}} ({{string.Join(", ", columns.Select(c => $"\"{c}\""))}})
            SELECT {{string.Join(", ", values)}} FROM {{name}} AS one CROSS JOIN numbers WHERE one."{{key}}" = {0}
            """;
        var copied = await db.Database.ExecuteSqlRawAsync(sql, of);
        Xunit.Assert.Equal(count, copied);
        var measure = $"VACUUM ANALYZE {name}";
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync(measure);
    }
}
