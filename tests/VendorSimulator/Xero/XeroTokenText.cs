using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using VendorSimulator.State;

namespace VendorSimulator.Xero;

/// <summary>
/// Writes tokens in the shape readers expect. The signature is random: a token is good because it is known here, and a
/// reader that trusts its content alone should be found out.
/// </summary>
internal static class XeroTokenText
{
    private static readonly string Header = Encode(new { alg = "RS256", kid = "simulated", typ = "JWT" });

    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Access(XeroGrant grant, DateTime now, int seconds) => Sign(new
    {
        nbf = Seconds(now),
        exp = Seconds(now.AddSeconds(seconds)),
        iss = "https://identity.xero.example",
        aud = "https://identity.xero.example/resources",
        client_id = XeroApp.Id,
        sub = grant.User.ToString("N"),
        auth_time = Seconds(grant.Created),
        xero_userid = grant.User,
        jti = Guid.NewGuid().ToString("N"),
        authentication_event_id = grant.Id,
        scope = grant.Scopes,
    });

    public static string Identity(XeroGrant grant, DateTime now, int seconds) => Sign(new
    {
        nbf = Seconds(now),
        exp = Seconds(now.AddSeconds(seconds)),
        iss = "https://identity.xero.example",
        aud = XeroApp.Id,
        iat = Seconds(now),
        sub = grant.User.ToString("N"),
        auth_time = Seconds(grant.Created),
        xero_userid = grant.User,
        preferred_username = "owner@xero.example",
        email = "owner@xero.example",
    });

    private static string Sign(object claims) => $"{Header}.{Encode(claims)}.{Random()}";

    private static string Encode(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));

    private static long Seconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeSeconds();
}
