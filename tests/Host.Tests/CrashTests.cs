using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Host.Tests;

/// <summary>The program is killed, as a power cut would, and started again on the same folder.</summary>
public sealed class CrashTests
{
    private static readonly string[] Ended = ["Completed", "CompletedWithWarnings"];

    [Theory]
    [InlineData("accepted")]
    [InlineData("claimed")]
    [InlineData("authorising")]
    [InlineData("fetching")]
    [InlineData("fetched")]
    [InlineData("validating")]
    [InlineData("storing")]
    [InlineData("stored")]
    public async Task A_kill_at_any_point_of_a_refresh_loses_nothing_and_doubles_nothing(string point)
    {
        await using var template = await PreparedDemo.Copy();
        var folder = template.Folder;
        Guid batch;
        await using (var doomed = new RunningHost(folder))
        {
            await doomed.Start(more: new() { ["DATA_REFRESH_KILL_AT"] = point });
            using var staff = await doomed.SignIn("admin@demo.example");
            var answer = await TryToRefresh(staff);
            await doomed.UntilExit(TimeSpan.FromMinutes(2));
            batch = answer ?? await OnlyBatchOf(folder);
        }

        await using var revived = new RunningHost(folder);
        await revived.Start();
        using var http = await revived.SignIn("admin@demo.example");
        var state = await UntilFinished(http, batch);

        var counts = state.GetProperty("counts");
        var accepted = await Count(folder, "SELECT COUNT(*) FROM refreshes WHERE BatchId = $batch", batch);
        Assert.True(accepted > 0, "The batch accepted nothing.");
        Assert.Equal(accepted, counts.GetProperty("completed").GetInt32());
        Assert.Equal(accepted, await Count(folder, "SELECT COUNT(*) FROM snapshots s JOIN refreshes r ON r.Id = s.RefreshId WHERE r.BatchId = $batch", batch));
        Assert.Equal(0, await Count(folder, "SELECT COUNT(*) FROM (SELECT EngagementId FROM refreshes WHERE SlotOn IS NOT NULL GROUP BY EngagementId, SlotOn HAVING COUNT(*) > 1)", batch));
        Assert.Equal(0, await Count(folder, "SELECT COUNT(*) FROM refreshes WHERE BatchId = $batch AND (RunningFor IS NOT NULL OR LeaseUntil IS NOT NULL)", batch));
    }

    /// <summary>Null where the host died before it could answer.</summary>
    private static async Task<Guid?> TryToRefresh(HttpClient staff)
    {
        try
        {
            var answer = await staff.PostAsJsonAsync("/api/data-refresh/batches", new { filter = new { status = "active", package = "freeagent" } });
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("batchId").GetGuid();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<JsonElement> UntilFinished(HttpClient http, Guid batch)
    {
        for (var tries = 0; tries < 120; tries++)
        {
            var state = await http.GetFromJsonAsync<JsonElement>($"/api/data-refresh/batches/{batch}");
            if (state.GetProperty("state").GetString() == "Finished")
                return state;
            await Task.Delay(500);
        }

        throw new TimeoutException("The batch did not finish after the restart.");
    }

    private static async Task<Guid> OnlyBatchOf(string folder)
    {
        await using var connection = await Open(folder);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM batches WHERE IdempotencyKey <> 'demo'";
        return Guid.Parse((string)(await command.ExecuteScalarAsync())!);
    }

    private static async Task<int> Count(string folder, string sql, Guid batch)
    {
        await using var connection = await Open(folder);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$batch", batch.ToString().ToUpperInvariant());
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<SqliteConnection> Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data_refresh.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
