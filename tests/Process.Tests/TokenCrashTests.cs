using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Testing;

namespace Process.Tests;

/// <summary>The program is killed when it has received a new token and has not saved it.</summary>
public sealed class TokenCrashTests
{
    private static readonly Dictionary<string, string> ShortLeases = new() { ["Refresh__Lease"] = "00:00:05", ["Refresh__TokenLease"] = "00:00:05" };

    [Fact]
    public async Task A_vendor_that_takes_the_old_token_once_more_lets_everything_go_on()
    {
        await using var demo = await PreparedDemo.Copy();
        var engagements = await ExpireTokens(demo);
        await KillAtToken(demo, ShortLeases);

        await using var revived = demo.Host(ShortLeases);
        await revived.Start();
        using var staff = await revived.SignIn("admin@demo.example");
        await UntilNothingRuns(demo);

        Assert.Equal(0, await demo.Ask<int>($"""SELECT COUNT(*) FROM {PreparedDemo.Table("connection_tokens")} WHERE "LeaseUntil" IS NOT NULL OR "RefusedAt" IS NOT NULL"""));
        var states = await States(demo);
        Assert.True(states.Count > 0 && states.Count <= engagements);
        Assert.All(states, state => Assert.Equal("Completed", state));
    }

    [Fact]
    public async Task A_vendor_that_does_not_asks_for_a_new_grant_and_is_left_alone()
    {
        await using var vendor = await OneUse.Start();
        var settings = new Dictionary<string, string>(ShortLeases) { ["Connectors__Xero__Authority"] = vendor.Address };
        await using var demo = await PreparedDemo.Copy();
        await ExpireTokens(demo);
        await KillAtToken(demo, settings);

        await using var revived = demo.Host(settings);
        await revived.Start();
        await UntilNothingRuns(demo);

        var states = await States(demo);
        Assert.NotEmpty(states);
        Assert.All(states, state => Assert.Equal("AuthFailed", state));
        Assert.All(vendor.Asked.GroupBy(token => token), asked => Assert.InRange(asked.Count(), 1, 2));
        Assert.Contains(vendor.Asked.GroupBy(token => token), asked => asked.Count() == 2);
        var calls = vendor.Asked.Count;
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(calls, vendor.Asked.Count);
        Assert.Equal(0, await demo.Ask<int>($"""SELECT COUNT(*) FROM {PreparedDemo.Table("connection_tokens")} WHERE "LeaseUntil" IS NOT NULL"""));
    }

    private static async Task<int> ExpireTokens(PreparedDemo demo)
    {
        await using var connection = await demo.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""UPDATE {PreparedDemo.Table("connection_tokens")} SET "ExpiresAt" = @past""";
        command.Add("@past", DateTime.UtcNow.AddHours(-1));
        var expired = await command.ExecuteNonQueryAsync();
        Assert.True(expired > 0, "The demo has no tokens.");
        return expired;
    }

    private static async Task KillAtToken(PreparedDemo demo, Dictionary<string, string> settings)
    {
        await using var doomed = demo.Host(settings);
        await doomed.Start(more: new() { ["DATA_REFRESH_KILL_AT"] = "token-received" });
        using var staff = await doomed.SignIn("admin@demo.example");
        try
        {
            var answer = await staff.PostAsJsonAsync("/api/data-refresh/batches", new { filter = new { status = "active", package = "xero" } });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            // It died before it could answer.
        }

        await doomed.UntilExit(TimeSpan.FromMinutes(2));
    }

    private static async Task UntilNothingRuns(PreparedDemo demo)
    {
        for (var tries = 0; tries < 900; tries++)
        {
            if (await demo.Ask<int>($"""SELECT COUNT(*) FROM {Xeros} AND r."RunningFor" IS NOT NULL""") == 0)
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException("The refreshes did not end after the restart.");
    }

    /// <summary>Refreshes of engagements with Xero that a person started.</summary>
    private static string Xeros =>
        $"""
        {PreparedDemo.Table("refreshes")} r
        JOIN {PreparedDemo.Table("batches")} b ON b."Id" = r."BatchId"
        JOIN {PreparedDemo.Table("connection_tokens")} t ON t."EngagementId" = r."EngagementId"
        WHERE b."IdempotencyKey" <> 'demo'
        """;

    private static async Task<List<string>> States(PreparedDemo demo)
    {
        await using var connection = await demo.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""SELECT r."State" FROM {Xeros}""";
        await using var reader = await command.ExecuteReaderAsync();
        var states = new List<string>();
        while (await reader.ReadAsync())
            states.Add(reader.GetString(0));
        return states;
    }

    /// <summary>A token endpoint at which each refresh token is good for one use and no more.</summary>
    private sealed class OneUse : IAsyncDisposable
    {
        private readonly WebApplication app;

        private OneUse()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            app = builder.Build();
            app.MapPost("/connect/token", Answer);
        }

        public string Address => app.Urls.Single();

        public ConcurrentQueue<string> Asked { get; } = [];

        public static async Task<OneUse> Start()
        {
            var vendor = new OneUse();
            await vendor.app.StartAsync();
            return vendor;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task<IResult> Answer(HttpRequest request)
        {
            var refresh = (await request.ReadFormAsync())["refresh_token"].ToString();
            var isFirst = !Asked.Contains(refresh);
            Asked.Enqueue(refresh);
            return isFirst
                ? Results.Json(new { access_token = $"a{Guid.NewGuid():N}", refresh_token = $"r{Guid.NewGuid():N}", expires_in = 1800, token_type = "Bearer" })
                : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }
    }
}
