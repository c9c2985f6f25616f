using System.Data.Common;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SharedKernel.Modules;
using SharedKernel.Persistence;

namespace Host;

/// <summary>Before anything starts: whether the server of the data answers, and its tables are those of this program.</summary>
internal static class DatabaseCheck
{
    private const int PatienceInSeconds = 5;
    private const string Setting = "Database__ConnectionString";

    /// <summary>What stands in the way, in one sentence for the operator; null when nothing does.</summary>
    /// <param name="migrating">Tables, and the database itself, need not be there yet.</param>
    public static async Task<string?> DatabaseProblem(this IServiceProvider services, bool migrating)
    {
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (database.Provider == DatabaseProvider.Sqlite)
            return null;

        var engine = database.Provider == DatabaseProvider.PostgreSql ? "PostgreSQL" : "SQL Server";
        if (string.IsNullOrWhiteSpace(database.ConnectionString))
            return $"{Setting} is missing: {engine} needs one.";

        try
        {
            var (connection, server) = Connection(database);
            await using (connection)
                return await Trouble(connection, migrating, $"{engine} at {server}") ?? (migrating ? null : await Behind(services));
        }
        catch (Exception trouble) when (trouble is ArgumentException or FormatException or KeyNotFoundException)
        {
            return $"{Setting} is no connection string of {engine}.";
        }
    }

    private static (DbConnection Connection, string Server) Connection(DatabaseOptions database)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            var postgres = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Timeout = PatienceInSeconds, Pooling = false };
            return (new NpgsqlConnection(postgres.ConnectionString), $"{postgres.Host}:{postgres.Port}");
        }

        var sqlServer = new SqlConnectionStringBuilder(database.ConnectionString) { ConnectTimeout = PatienceInSeconds, ConnectRetryCount = 0, Pooling = false };
        return (new SqlConnection(sqlServer.ConnectionString), sqlServer.DataSource);
    }

    // The driver's own words may be long, and name the user: the operator gets the setting to look at.
    private static async Task<string?> Trouble(DbConnection connection, bool migrating, string place)
    {
        try
        {
            await connection.OpenAsync();
            return null;
        }
        catch (DbException trouble)
        {
            // 3D000 and 4060: there is no such database; a migration makes it.
            return trouble switch
            {
                PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } or SqlException { Number: 4060 } =>
                    migrating ? null : $"{place} has no such database: check {Setting}, or run this program with the argument migrate.",
                PostgresException or SqlException { Number: 18452 or 18456 } =>
                    $"{place} lets nobody in: check user and password in {Setting}.",
                { InnerException: AuthenticationException } =>
                    $"{place} shows a certificate that is not trusted: check encryption in {Setting}.",
                _ => $"{place} does not answer: check that it runs, and {Setting}.",
            };
        }
    }

    private static async Task<string?> Behind(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var module in scope.ServiceProvider.GetRequiredService<ModuleSet>().All)
        {
            if ((await module.Db(scope.ServiceProvider).Database.GetPendingMigrationsAsync()).Any())
                return $"The tables of {module.Name} are older than this program: run it with the argument migrate first.";
        }

        return null;
    }
}
