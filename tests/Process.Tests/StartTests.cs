using System.Net;
using System.Net.Sockets;
using Npgsql;
using Testing;

namespace Process.Tests;

/// <summary>What the operator is told when the database is not what the program needs.</summary>
public sealed class StartTests
{
    private const string Password = "a-word-to-keep";

    public static TheoryData<string, string> Starts
    {
        get
        {
            var starts = new TheoryData<string, string>();
            foreach (var provider in new[] { "PostgreSql", "SqlServer" })
            {
                foreach (var command in new[] { "", "migrate", "create-firm|A Firm|somebody@firm.test" })
                    starts.Add(provider, command);
            }

            return starts;
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Where_no_server_answers_the_program_says_so_in_one_sentence_and_ends(string provider, string command)
    {
        var port = ClosedPort();
        var (connection, engine, place) = provider == "PostgreSql"
            ? ($"Host=127.0.0.1;Port={port};Database=fresh;Username=fresh;Password={Password}", "PostgreSQL", $"127.0.0.1:{port}")
            : ($"Server=127.0.0.1,{port};Database=fresh;User Id=fresh;Password={Password}", "SQL Server", $"127.0.0.1,{port}");

        var (exit, output) = await Run(new() { ["Database__Provider"] = provider, ["Database__ConnectionString"] = connection }, command);

        Assert.Equal($"{engine} at {place} does not answer: check that it runs, and Database__ConnectionString.", output.Trim());
        Assert.Equal(1, exit);
    }

    [Theory]
    [InlineData("PostgreSql", null, "Database__ConnectionString is missing: PostgreSQL needs one.")]
    [InlineData("SqlServer", $"Server=here;Pasword={Password}", "Database__ConnectionString is no connection string of SQL Server.")]
    [InlineData("PostgreSql", $"Host=here;Pasword={Password}", "Database__ConnectionString is no connection string of PostgreSQL.")]
    public async Task A_connection_string_that_cannot_be_used_is_named_and_not_shown(string provider, string? connection, string told)
    {
        var (exit, output) = await Run(new() { ["Database__Provider"] = provider, ["Database__ConnectionString"] = connection ?? "" }, "");

        Assert.Equal((1, told), (exit, output.Trim()));
    }

    [Fact]
    public async Task A_server_that_has_no_tables_yet_is_left_alone_until_it_is_migrated()
    {
        const string CreateFirm = "create-firm|A Firm|somebody@firm.test";
        if (TestHost.PostgresServer is not { } server)
        {
            // The embedded engine belongs to the program alone, which migrates it as it starts.
            Assert.Equal(0, (await Run([], CreateFirm)).Exit);
            return;
        }

        var database = $"start_{Guid.NewGuid():N}";
        var engine = new Dictionary<string, string> { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = $"{server};Database={database}" };
        var (exit, output) = await Run(engine, CreateFirm);
        Assert.Equal(1, exit);
        Assert.EndsWith("has no such database: check Database__ConnectionString, or run this program with the argument migrate.", output.Trim(), StringComparison.Ordinal);

        await OnServer(server, $"CREATE DATABASE {database}");
        foreach (var command in new[] { "", CreateFirm })
            Assert.Equal((1, "The tables of Identity are older than this program: run it with the argument migrate first."), await Run(engine, command));

        Assert.Equal((0, "All tables are up to date."), await Run(engine, "migrate"));
        Assert.Equal(0, (await Run(engine, CreateFirm)).Exit);
        await OnServer(server, $"DROP DATABASE {database} WITH (FORCE)");
    }

    private static async Task<(int Exit, string Output)> Run(Dictionary<string, string> environment, string command)
    {
        var folder = Directory.CreateTempSubdirectory("data-refresh-start-").FullName;
        await using var host = new RunningHost(folder, environment);
        host.Launch(demo: false, null, command.Split('|', StringSplitOptions.RemoveEmptyEntries));
        var exit = await host.UntilExit(TimeSpan.FromSeconds(60));
        Directory.Delete(folder, recursive: true);
        Assert.DoesNotContain(Password, host.Output, StringComparison.Ordinal);
        return (exit, host.Output.Trim());
    }

    private static async Task OnServer(string server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static int ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
