using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SharedKernel.Modules;

namespace Testing;

/// <summary>
/// Migrating a database takes longer than copying one: it is done once, and every host gets a copy before it starts. On
/// PostgreSQL the original is kept on the server, under a name that changes with the modules, for all processes.
/// </summary>
internal static class EmptyDatabase
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>The door of each module that the host refers to.</summary>
    private static readonly IReadOnlyList<MethodInfo> Doors =
    [
        .. from name in typeof(Program).Assembly.GetReferencedAssemblies().Select(a => a.Name)
           let door = Assembly.Load(name).GetType($"{name}.{name}Module")?.GetMethod($"Add{name}", [typeof(IHostApplicationBuilder)])
           where door is not null
           select door,
    ];

    private static string? migrated;

    public static async Task Provide(string folder, string? postgres)
    {
        await OneAtATime.WaitAsync();
        try
        {
            await (postgres is null ? InFolder(folder) : OnServer(new NpgsqlConnectionStringBuilder(postgres), folder));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task InFolder(string folder)
    {
        if (migrated is null)
        {
            var original = Directory.CreateTempSubdirectory("data-refresh-empty-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(original, recursive: true);
            await Migrate(original, postgres: null);
            // The last connection to a file writes its log back and takes it away.
            SqliteConnection.ClearAllPools();
            migrated = original;
        }

        foreach (var file in Directory.EnumerateFiles(migrated, "*.db"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static async Task OnServer(NpgsqlConnectionStringBuilder database, string folder)
    {
        var modules = string.Join(' ', Doors.Select(d => d.Module.ModuleVersionId).Append(typeof(ModuleSet).Module.ModuleVersionId));
        var original = $"migrated_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modules)))[..16]}";
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        async Task<object?> Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }

        // Other processes test on the same server.
        await Run("SELECT pg_advisory_lock(7)");
        if (await Run($"SELECT 1 FROM pg_database WHERE datname = '{original}'") is null)
        {
            // By another name until it is whole: a run that is stopped leaves nothing that looks like the original.
            var unfinished = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = $"new_{Guid.NewGuid():N}", Pooling = false };
            await Migrate(folder, unfinished.ConnectionString);
            await Run($"ALTER DATABASE {unfinished.Database} RENAME TO {original}");
        }

        await Run("SELECT pg_advisory_unlock(7)");
        await Run($"CREATE DATABASE {database.Database} TEMPLATE {original}");
    }

    private static async Task Migrate(string folder, string? postgres)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Storage:Directory"] = folder;
        if (postgres is not null)
        {
            builder.Configuration["Database:Provider"] = "PostgreSql";
            builder.Configuration["Database:ConnectionString"] = postgres;
        }

        builder.AddKernel();
        foreach (var door in Doors)
            door.Invoke(null, [builder]);
        await using var services = builder.Services.BuildServiceProvider();
        await services.MigrateModules();
    }
}
