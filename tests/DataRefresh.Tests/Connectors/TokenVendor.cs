using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DataRefresh.Tests.Connectors;

/// <summary>A token endpoint that counts: each refresh token is good once, and what it was asked is kept.</summary>
internal sealed class TokenVendor : IAsyncDisposable
{
    private readonly WebApplication app;
    private int issued;

    private TokenVendor()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{CodatSimulator.FreePort()}");
        app = builder.Build();
        app.MapPost("/connect/token", Answer);
    }

    public string Authority => app.Urls.Single();

    /// <summary>The refresh tokens that were brought, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Tokens that still open something.</summary>
    public ConcurrentDictionary<string, bool> Good { get; } = new() { ["refresh-0"] = true };

    public TimeSpan Thinks { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>What is answered instead of tokens: a status and an error.</summary>
    public (int Status, string Error)? Refuses { get; set; }

    /// <summary>Runs before a new pair is answered.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public static async Task<TokenVendor> Start()
    {
        var vendor = new TokenVendor();
        await vendor.app.StartAsync();
        return vendor;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Answer(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var refresh = form["refresh_token"].ToString();
        Asked.Enqueue(refresh);
        await Task.Delay(Thinks);
        if (Refuses is var (status, error))
            return Results.Json(new { error }, statusCode: status);
        if (!Good.ContainsKey(refresh))
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        await Meanwhile();
        var number = Interlocked.Increment(ref issued);
        Good[$"refresh-{number}"] = true;
        return Results.Json(new { access_token = $"access-{number}", refresh_token = $"refresh-{number}", expires_in = 1800, token_type = "Bearer" });
    }
}
