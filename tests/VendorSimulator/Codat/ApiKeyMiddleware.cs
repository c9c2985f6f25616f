using System.Security.Cryptography;
using System.Text;

namespace VendorSimulator.Codat;

/// <summary>
/// Reads the API key. Each key is a client of its own; only a digest of it is kept, so no state file ever holds a key.
/// </summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (KeyOf(context.Request.Headers.Authorization) is not { } key || key.Contains("revoked", StringComparison.OrdinalIgnoreCase))
        {
            await CodatError.WriteAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized");
            return;
        }

        context.Features.Set(new CodatClient(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]));
        await next(context);
    }

    private static string? KeyOf(string? header)
    {
        const string Scheme = "Basic ";
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var decoded = new byte[header.Length];
        return Convert.TryFromBase64String(header[Scheme.Length..].Trim(), decoded, out var length) && length > 0
            ? Encoding.UTF8.GetString(decoded, 0, length)
            : null;
    }
}

/// <summary>The client a request belongs to.</summary>
internal sealed record CodatClient(string Id)
{
    public static string Of(HttpContext context) => context.Features.Get<CodatClient>()!.Id;
}
