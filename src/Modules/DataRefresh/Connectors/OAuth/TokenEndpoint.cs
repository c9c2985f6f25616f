using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataRefresh.Connectors.OAuth;

/// <summary>
/// A vendor's token endpoint (RFC 6749). No call is repeated by itself: a refresh token may be good for one use, so what to
/// do after a lost answer is for <see cref="TokenKeeper"/> to decide.
/// </summary>
internal sealed class TokenEndpoint(OAuthApp app, VendorHttp http, TimeProvider clock)
{
    private const int LongestRefusal = 16 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public OAuthApp App => app;

    /// <summary>The first pair, for the code that a contact brought back.</summary>
    public Task<(TokenPair Pair, DateTimeOffset ExpiresAt)> Exchange(string code, ConsentSecret secret, CancellationToken token) => Ask(
        new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = secret.ReturnTo.AbsoluteUri,
            ["code_verifier"] = secret.Verifier,
        },
        null,
        token);

    /// <summary>The next pair.</summary>
    public Task<(TokenPair Pair, DateTimeOffset ExpiresAt)> Renew(TokenPair old, CancellationToken token) =>
        Ask(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = old.Refresh }, old.Refresh, token);

    private Task<(TokenPair Pair, DateTimeOffset ExpiresAt)> Ask(Dictionary<string, string> form, string? refresh, CancellationToken token)
    {
        app.Check();
        var call = new VendorCall(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, app.TokenAt) { Content = new FormUrlEncodedContent(form) };
                var pair = $"{Uri.EscapeDataString(app.ClientId!)}:{Uri.EscapeDataString(app.ClientSecret!)}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                return request;
            },
            app.Connector,
            app.Connector,
            MayRepeat: false)
        {
            Refusal = Refusal,
        };
        return http.Ask(call, async answer => Pair(await answer.Value(TokenJson.Default.TokenAnswer), refresh), token);
    }

    private (TokenPair, DateTimeOffset) Pair(TokenAnswer answer, string? refresh)
    {
        refresh = answer.RefreshToken ?? refresh;
        if (!IsToken(answer.AccessToken) || !IsToken(refresh) || answer.AccessToken.Length + refresh.Length > TokenPair.Longest
            || !"bearer".Equals(answer.TokenType, StringComparison.OrdinalIgnoreCase) || answer.ExpiresIn is not > 0)
            throw VendorFault.Bad(VendorFault.BadJson, "The answer holds no tokens that could be used.");
        var lasts = TimeSpan.FromSeconds(Math.Min(answer.ExpiresIn.Value, Longest.TotalSeconds));
        return (new TokenPair(answer.AccessToken, refresh), clock.GetUtcNow() + lasts);
    }

    private static bool IsToken([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) =>
        text is { Length: > 0 } && text.All(letter => letter is > ' ' and < '\x7f');

    // Whatever is wrong at this one endpoint says nothing about a customer's grant, unless it says invalid_grant.
    private async ValueTask<ConnectorException?> Refusal(HttpResponseMessage response, CancellationToken token)
    {
        if ((int)response.StatusCode is 408 or >= 500)
            return null;
        return (await Error(response.Content, token), response.StatusCode) switch
        {
            ("invalid_grant", _) => new(Trouble.GrantRevoked, VendorFault.GrantRevoked, "The vendor says that the grant is over (invalid_grant)."),
            ("invalid_client" or "unauthorized_client", _) or (_, HttpStatusCode.Unauthorized) =>
                new(Trouble.AppRefused, VendorFault.AppRefused, $"The vendor refuses the registration of this installation ({(int)response.StatusCode})."),
            _ => VendorFault.Bad(VendorFault.Refused, $"The vendor gives no token ({(int)response.StatusCode})."),
        };
    }

    private static async Task<string?> Error(HttpContent content, CancellationToken token)
    {
        try
        {
            await content.LoadIntoBufferAsync(LongestRefusal, token);
            return (await JsonSerializer.DeserializeAsync(await content.ReadAsStreamAsync(token), TokenJson.Default.TokenRefusal, token))?.Error;
        }
        catch (Exception unreadable) when (unreadable is JsonException or HttpRequestException or IOException or InvalidDataException)
        {
            return null;
        }
    }
}

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("token_type")] string? TokenType);

internal sealed record TokenRefusal([property: JsonPropertyName("error")] string? Error);

[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenRefusal))]
[JsonSerializable(typeof(TokenPair))]
[JsonSerializable(typeof(ConsentSecret))]
internal sealed partial class TokenJson : JsonSerializerContext;
