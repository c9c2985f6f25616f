using System.Security.Cryptography;
using System.Text;
using DataRefresh;
using Engagements;
using Identity;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Testing;

/// <summary>
/// Migrating a database takes longer than copying one: the first host of a run migrates its own, every later one gets
/// a copy. On PostgreSQL the copy is kept on the server, under a name that changes with the modules, for all processes.
/// </summary>
internal static class EmptyDatabase
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static string? migrated;

    public static async Task Provide(string folder, string? postgres, Func<Task> migrate)
    {
        await OneAtATime.WaitAsync();
        try
        {
            await (postgres is null ? OfFiles(folder, migrate) : OnServer(new NpgsqlConnectionStringBuilder(postgres), migrate));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task OfFiles(string folder, Func<Task> migrate)
    {
        if (migrated is null)
        {
            await migrate();
            // The last connection to a file writes its log back and takes it away.
            SqliteConnection.ClearAllPools();
            var kept = Directory.CreateTempSubdirectory("data-refresh-empty-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(kept, recursive: true);
            Copy(folder, kept);
            migrated = kept;
        }
        else
        {
            Copy(migrated, folder);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.db"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static async Task OnServer(NpgsqlConnectionStringBuilder database, Func<Task> migrate)
    {
        var modules = string.Join(' ', new[] { typeof(IdentityModule), typeof(EngagementsModule), typeof(DataRefreshModule) }.Select(m => m.Module.ModuleVersionId));
        var template = $"migrated_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modules)))[..16]}";
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        async Task<object?> Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }

        // Other processes test on the same server; the lock goes with the connection.
        await Run("SELECT pg_advisory_lock(7)");
        if (await Run($"SELECT 1 FROM pg_database WHERE datname = '{template}'") is null)
        {
            await migrate();
            NpgsqlConnection.ClearAllPools();
            await Run($"CREATE DATABASE {template} TEMPLATE {database.Database}");
        }
        else
        {
            await Run("SELECT pg_advisory_unlock(7)");
            await Run($"CREATE DATABASE {database.Database} TEMPLATE {template}");
        }
    }
}
