using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DataRefresh.Imports;
using Testing;

namespace Process.Tests;

/// <summary>The program is killed, as a power cut would, and started again on the same folder.</summary>
public sealed class CrashTests
{
    // The revived host waits until the dead one's lease runs out: how long that is does not matter here.
    private static readonly Dictionary<string, string> ShortLease = new() { ["Refresh__Lease"] = "00:00:05" };

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
        await using var demo = await PreparedDemo.Copy();
        Guid batch;
        await using (var doomed = demo.Host(ShortLease))
        {
            await doomed.Start(more: new() { ["DATA_REFRESH_KILL_AT"] = point });
            using var staff = await doomed.SignIn("admin@demo.example");
            var answer = await TryToRefresh(staff);
            await doomed.UntilExit(TimeSpan.FromMinutes(2));
            batch = answer ?? await demo.Ask<Guid>($"""SELECT "Id" FROM {PreparedDemo.Table("batches")} WHERE "IdempotencyKey" <> 'demo'""");
        }

        await using var revived = demo.Host(ShortLease);
        await revived.Start();
        using var http = await revived.SignIn("admin@demo.example");
        var state = await UntilFinished(http, batch);

        var counts = state.GetProperty("counts");
        Task<int> Count(string what) => demo.Ask<int>($"SELECT COUNT(*) FROM {what}", ("@batch", batch));
        var (refreshes, snapshots) = (PreparedDemo.Table("refreshes"), PreparedDemo.Table("snapshots"));
        var accepted = await Count($"""{refreshes} WHERE "BatchId" = @batch""");
        Assert.True(accepted > 0, "The batch accepted nothing.");
        Assert.Equal(accepted, counts.GetProperty("completed").GetInt32());
        Assert.Equal(accepted, await Count($"""{snapshots} s JOIN {refreshes} r ON r."Id" = s."RefreshId" WHERE r."BatchId" = @batch"""));
        Assert.Equal(0, await Count($"""(SELECT "EngagementId" FROM {refreshes} WHERE "SlotOn" IS NOT NULL GROUP BY "EngagementId", "SlotOn" HAVING COUNT(*) > 1) twice"""));
        Assert.Equal(0, await Count($"""{refreshes} WHERE "BatchId" = @batch AND ("RunningFor" IS NOT NULL OR "LeaseUntil" IS NOT NULL)"""));
    }

    [Theory]
    [InlineData("upload-written", "Mapped", 0)]
    [InlineData("upload-imported", "Imported", 1)]
    public async Task A_kill_while_a_file_is_taken_in_leaves_all_of_it_or_nothing(string point, string left, int snapshots)
    {
        await using var demo = await PreparedDemo.Copy();
        Guid engagement, upload;
        await using (var doomed = demo.Host())
        {
            await doomed.Start(more: new() { ["DATA_REFRESH_KILL_AT"] = point });
            using var staff = await doomed.SignIn("admin@demo.example");
            engagement = (await FileSender.Engagements(staff, 1))[0];
            var sender = new FileSender(staff, engagement);
            upload = await sender.Send("Code;Name;Debit;Credit\n1000;Capital;;10,00\n5500;Bank;10,00;\n"u8.ToArray(), "balance.csv", UploadKind.TrialBalance);
            Assert.True((await sender.Check(upload)).IsSuccessStatusCode);
            await Assert.ThrowsAsync<HttpRequestException>(() => sender.Confirm(upload));
            await doomed.UntilExit(TimeSpan.FromMinutes(1));
        }

        await using var revived = demo.Host();
        await revived.Start();
        using var http = await revived.SignIn("admin@demo.example");
        var again = new FileSender(http, engagement);

        Assert.Equal(left, (await again.Show(upload)).GetProperty("upload").GetProperty("state").GetString());
        Assert.Equal(snapshots, await Snapshots());
        Assert.Equal(HttpStatusCode.NoContent, (await again.Confirm(upload)).StatusCode);
        Assert.Equal(1, await Snapshots());
        Assert.Equal("Imported", (await again.Show(upload)).GetProperty("upload").GetProperty("state").GetString());
        var report = await http.GetAsync($"/admin/data-refresh/engagements/{engagement}/reports/trial-balance");
        Assert.Contains("5500", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Task<int> Snapshots() => demo.Ask<int>($"""SELECT COUNT(*) FROM {PreparedDemo.Table("snapshots")} WHERE "UploadId" = @upload""", ("@upload", upload));
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
        for (var tries = 0; tries < 600; tries++)
        {
            var state = await http.GetFromJsonAsync<JsonElement>($"/api/data-refresh/batches/{batch}");
            if (state.GetProperty("state").GetString() == "Finished")
                return state;
            await Task.Delay(100);
        }

        throw new TimeoutException("The batch did not finish after the restart.");
    }
}
