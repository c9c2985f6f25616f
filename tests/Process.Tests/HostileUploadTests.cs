using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DataRefresh.Imports;
using Testing;
using Xunit.Abstractions;

namespace Process.Tests;

/// <summary>Hostile files arrive as people would send them, at a program whose memory and folders are watched from outside (R18).</summary>
public sealed class HostileUploadTests(ITestOutputHelper output)
{
    private const int Files = 1_000;
    private const long MostMemory = 512L * 1024 * 1024;

    [Fact]
    public async Task A_thousand_mutated_files_leave_whole_snapshots_or_nothing_and_the_program_stays_small()
    {
        await using var demo = await PreparedDemo.Copy();
        await using var host = demo.Host(new() { ["Logging__LogLevel__Default"] = "Warning" });
        await host.Start();
        using var staff = await host.SignIn("admin@demo.example");
        var senders = (await FileSender.Engagements(staff, 2)).Select(engagement => new FileSender(staff, engagement)).ToList();
        var folders = Folders(host);
        var (outcomes, slowest) = (new ConcurrentDictionary<string, int>(), new ConcurrentBag<TimeSpan>());
        host.ForgetPeak();

        await Parallel.ForEachAsync(senders.Index(), new ParallelOptions { MaxDegreeOfParallelism = senders.Count }, async (sender, _) =>
        {
            for (var seed = sender.Index; seed < Files; seed += senders.Count)
            {
                var began = Stopwatch.GetTimestamp();
                var kind = (UploadKind)(seed % 4);
                var (name, bytes) = new Hostile(seed, kind).Next();
                outcomes.AddOrUpdate(await Walk(sender.Item, bytes, name, kind, seed), 1, (_, count) => count + 1);
                slowest.Add(Stopwatch.GetElapsedTime(began));
            }
        });

        output.WriteLine($"slowest {slowest.Max().TotalMilliseconds:N0} ms, peak {host.PeakMemory / 1024 / 1024} MB");
        foreach (var (outcome, count) in outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{count,5} {outcome}");
        Assert.False(host.HasExited);
        Assert.True(host.PeakMemory < MostMemory, $"The program held {host.PeakMemory / 1024 / 1024} MB.");
        Assert.True(slowest.Max() < TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("Unhandled", host.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(folders, Folders(host));
        // The test is worth nothing if the program takes in all of them, or none.
        Assert.InRange(outcomes["imported"], Files / 50, Files - 100);
        var (uploads, snapshots, parts) = (PreparedDemo.Table("uploads"), PreparedDemo.Table("snapshots"), PreparedDemo.Table("snapshot_parts"));
        Assert.Equal(outcomes["imported"], await demo.Ask<int>($"""SELECT COUNT(*) FROM {snapshots} WHERE "UploadId" IS NOT NULL"""));
        Assert.Equal(0, await demo.Ask<int>($"""SELECT COUNT(*) FROM {uploads} WHERE "State" IN ('Received', 'Mapped')"""));
        // All rows that were counted good, in the one part that the file is: nothing was taken in by half.
        Assert.Equal(outcomes["imported"], await demo.Ask<int>($"""
            SELECT COUNT(*) FROM {uploads} u JOIN {snapshots} s ON s."UploadId" = u."Id" JOIN {parts} p ON p."SnapshotId" = s."Id"
            WHERE u."State" = 'Imported' AND p."DataSet" = u."Kind" AND p."State" = 'Stored' AND p."Rows" = u."Rows"
            """));
    }

    private static async Task<string> Walk(FileSender sender, byte[] bytes, string name, UploadKind kind, int seed)
    {
        var sent = await sender.Post(bytes, name, kind);
        if (sent.StatusCode != HttpStatusCode.Created)
            return await Refusal(sent, seed);
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("uploadId").GetGuid();
        var check = await sender.Check(id);
        if (check.StatusCode == HttpStatusCode.OK && (await check.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("preview") is var preview && preview.GetProperty("isClean").GetBoolean())
        {
            var confirmed = await sender.Confirm(id);
            Assert.True(confirmed.StatusCode == HttpStatusCode.NoContent, $"Seed {seed}: {confirmed.StatusCode} {await confirmed.Content.ReadAsStringAsync()}");
            return "imported";
        }

        Assert.Equal(HttpStatusCode.NoContent, (await sender.Discard(id)).StatusCode);
        return check.StatusCode == HttpStatusCode.OK ? "bad rows" : await Refusal(check, seed);
    }

    /// <summary>A refusal says in words what is wrong with the file, or which column is missing.</summary>
    private static async Task<string> Refusal(HttpResponseMessage answer, int seed)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"Seed {seed}: {answer.StatusCode} {text}");
        var said = JsonDocument.Parse(text).RootElement;
        var why = said.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().First().Value.EnumerateArray().First().GetString() : said.GetProperty("detail").GetString();
        Assert.False(string.IsNullOrWhiteSpace(why));
        return $"refused: {why.Split(". ")[0]}";
    }

    /// <summary>Every place at which a file was that should not: beside the data, in the program's own folder, or where names with dots lead.</summary>
    private static List<string> Folders(RunningHost host) =>
    [
        .. Directory.EnumerateFileSystemEntries(host.Folder).Select(entry => Path.GetFileName(entry)!).Where(IsNone).Order(),
        .. Directory.EnumerateFileSystemEntries(RunningHost.Project).Order(),
        .. Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(host.Folder)!).Where(entry => Path.GetFileName(entry).StartsWith("file", StringComparison.Ordinal)),
    ];

    // The database's companions come and go, and uploads are where they should be.
    private static bool IsNone(string name) => name != "uploads" && !name.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal);
}
