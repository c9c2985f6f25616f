using Microsoft.EntityFrameworkCore.Migrations;

namespace SharedKernel.Persistence;

/// <summary>
/// The trigram index of one column of folded names, by each engine's own means: <c>NameIndex.*.sql</c>. A table says
/// in its mapping that it has one: <c>HasTrigger(NameIndex.NameOf(table, column))</c>.
/// </summary>
public static class NameIndex
{
    internal const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";
    internal const string SqlServer = "Microsoft.EntityFrameworkCore.SqlServer";

    public static string NameOf(string table, string column) => $"{table}_{column}";

    /// <summary>
    /// Makes the index, or makes it anew, from the rows that there are. A migration that makes SQLite rebuild the table
    /// (it changes or drops a column) loses the triggers and calls this again, last.
    /// </summary>
    public static void IndexNames(this MigrationBuilder migration, string schema, string table, string key, string column) =>
        migration.Sql(Script(migration, schema, table, key, column));

    public static void DropNameIndex(this MigrationBuilder migration, string schema, string table, string column) =>
        migration.Sql(Script(migration, schema, table, "", column).Split("\n\n")[0]);

    internal static string Resource(string name)
    {
        using var text = new StreamReader(typeof(NameIndex).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    }

    // The first paragraph takes away what there is.
    private static string Script(MigrationBuilder migration, string schema, string table, string key, string column)
    {
        var engine = migration.ActiveProvider switch { Sqlite => "sqlite", SqlServer => "sqlserver", _ => "postgres" };
        return Resource($"NameIndex.{engine}.sql")
            .Replace("{schema}", schema, StringComparison.Ordinal).Replace("{table}", table, StringComparison.Ordinal)
            .Replace("{key}", key, StringComparison.Ordinal).Replace("{column}", column, StringComparison.Ordinal)
            .Replace("{index}", NameOf(table, column), StringComparison.Ordinal);
    }
}
