using System.Net.Http.Json;
using System.Text.Json;
using Testing;

namespace Process.Tests;

/// <summary>Two hosts on one database.</summary>
public sealed class RaceTests
{
    private const int Engagements = 200;
    private const int Triggers = 1_000;

    [Fact]
    public async Task Of_1000_triggers_on_two_hosts_over_200_engagements_exactly_200_are_accepted()
    {
        await using var demo = await PreparedDemo.Copy();
        var ids = await MoreEngagements(demo);
        // No vendor answers here: what is accepted stays in the ledger, which is what this counts.
        var nowhere = new Dictionary<string, string> { ["Connectors__Codat__BaseUrl"] = "http://127.0.0.1:9", ["Schedule__Enabled"] = "false" };
        await using var one = demo.Host(nowhere);
        await using var two = demo.Host(nowhere);
        await Task.WhenAll(one.Start(demo: false), two.Start(demo: false));
        using var first = await one.SignIn("admin@demo.example");
        using var second = await two.SignIn("admin@demo.example");

        using var room = new SemaphoreSlim(32);
        var answers = await Task.WhenAll(Enumerable.Range(0, Triggers).Select(async i =>
        {
            await room.WaitAsync();
            try
            {
                var answer = await (i % 2 == 0 ? first : second).PostAsJsonAsync(
                    "/api/data-refresh/batches", new { engagementIds = new[] { ids[i % Engagements] } });
                Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                return await answer.Content.ReadFromJsonAsync<JsonElement>();
            }
            finally
            {
                room.Release();
            }
        }));

        Assert.Equal(Engagements, answers.Sum(a => a.GetProperty("accepted").GetInt32()));
        Assert.Equal(
            Triggers - Engagements,
            answers.SelectMany(a => a.GetProperty("refused").EnumerateArray())
                .Where(r => r.GetProperty("reason").GetString() == "running").Sum(r => r.GetProperty("count").GetInt32()));
        Assert.Equal(Engagements, await Accepted(demo, ids));
    }

    /// <summary>Copies of one row that can be refreshed, straight in the table: making 200 by hand is not what is tested.</summary>
    private static async Task<IReadOnlyList<Guid>> MoreEngagements(PreparedDemo demo)
    {
        var table = PreparedDemo.Table("engagement_rows");
        var ids = Enumerable.Range(0, Engagements).Select(_ => Guid.CreateVersion7()).ToList();
        await using var connection = await demo.Open();
        var columns = new List<string>();
        await using (var nothing = connection.CreateCommand())
        {
            nothing.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
            await using var reader = await nothing.ExecuteReaderAsync();
            columns.AddRange(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        }

        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var id in ids)
        {
            await using var copy = connection.CreateCommand();
            copy.Transaction = transaction;
            var values = columns.Select(c => c == "EngagementId" ? "@id" : $"\"{c}\"");
            copy.CommandText = $"""
                INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))})
                SELECT {string.Join(", ", values)} FROM {table}
                WHERE "BlockerBits" = 0 AND "Connector" IS NOT NULL AND NOT "Archived"
                    AND "FirmId" = (SELECT "FirmId" FROM {table} GROUP BY "FirmId" ORDER BY COUNT(*) DESC LIMIT 1) LIMIT 1
                """;
            copy.Add("@id", id);
            Assert.Equal(1, await copy.ExecuteNonQueryAsync());
        }

        await transaction.CommitAsync();
        return ids;
    }

    private static async Task<int> Accepted(PreparedDemo demo, IReadOnlyList<Guid> ids)
    {
        var list = string.Join(", ", ids.Select(id => $"'{id.ToString().ToUpperInvariant()}'"));
        return await demo.Ask<int>($"""SELECT COUNT(*) FROM {PreparedDemo.Table("refreshes")} WHERE "EngagementId" IN ({list})""");
    }
}
