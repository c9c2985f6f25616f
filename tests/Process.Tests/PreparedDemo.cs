using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Testing;

// Hosts and kills want the machine to themselves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Process.Tests;

/// <summary>
/// A demo that is prepared once and copied for each test that ruins it: a folder, and on a server a database beside it.
/// </summary>
internal sealed class PreparedDemo : IAsyncDisposable
{
    private static readonly Lazy<Task<PreparedDemo>> Template = new(Prepare);

    private readonly string folder;
    private readonly string database;

    private PreparedDemo(string folder, string database) => (this.folder, this.database) = (folder, database);

    public static async Task<PreparedDemo> Copy()
    {
        var template = await Template.Value;
        var copy = new PreparedDemo(Directory.CreateTempSubdirectory("data-refresh-copy-").FullName, $"copy_{Guid.NewGuid():N}");
        foreach (var file in Directory.EnumerateFiles(template.folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(copy.folder, Path.GetRelativePath(template.folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        await OnServer($"CREATE DATABASE {copy.database} TEMPLATE {template.database}");
        return copy;
    }

    /// <summary>A host on this demo.</summary>
    public RunningHost Host(Dictionary<string, string>? more = null) =>
        new(folder, Engine(database).Concat(more ?? []).ToDictionary(s => s.Key, s => s.Value));

    /// <summary>What stands in the module's tables; identifiers in quotes, tables as <see cref="Table"/> says.</summary>
    public async Task<DbConnection> Open()
    {
        DbConnection connection = TestHost.PostgresServer is { } server
            ? new NpgsqlConnection($"{server};Database={database};Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(folder, "data_refresh.db")};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<T> Ask<T>(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Add(name, value);
        var answer = await command.ExecuteScalarAsync();
        return typeof(T) == typeof(Guid) && answer is string text
            ? (T)(object)Guid.Parse(text)
            : (T)Convert.ChangeType(answer!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static string Table(string name) => TestHost.PostgresServer is null ? $"\"{name}\"" : $"data_refresh.\"{name}\"";

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await OnServer($"DROP DATABASE {database} WITH (FORCE)");
    }

    private static async Task<PreparedDemo> Prepare()
    {
        var demo = new PreparedDemo(Directory.CreateTempSubdirectory("data-refresh-template-").FullName, $"demo_{Guid.NewGuid():N}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(demo.folder, recursive: true);
        await OnServer($"CREATE DATABASE {demo.database}");
        await using (var host = demo.Host())
        {
            if (TestHost.PostgresServer is not null)
            {
                host.Launch(demo: false, null, "migrate");
                Assert.True(await host.UntilExit(TimeSpan.FromMinutes(1)) == 0, host.Output);
            }

            await host.Start();
        }

        // A server notices only after a moment that a killed client is gone.
        await OnServer($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{demo.database}'");
        return demo;
    }

    private static Dictionary<string, string> Engine(string database) => TestHost.PostgresServer is { } server
        ? new() { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = $"{server};Database={database}" }
        : [];

    private static async Task OnServer(string sql)
    {
        if (TestHost.PostgresServer is not { } server)
            return;
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

internal static class Parameters
{
    /// <summary>Keys are text in capitals on SQLite, which its own parameters know; PostgreSQL has a type for them.</summary>
    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
