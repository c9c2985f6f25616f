using System.Text;
using VendorSimulator.Control;

namespace VendorSimulator.Xero;

/// <summary>Exchanges codes and refresh tokens, and takes access back.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this RouteGroupBuilder xero)
    {
        xero.MapPost("/connect/token", Exchange).DisableAntiforgery();
        xero.MapPost("/connect/revocation", Revoke).DisableAntiforgery();
    }

    public static object Shape(XeroTokens tokens, TimeProvider clock) => new
    {
        id_token = tokens.Grant.Scopes.Contains("openid")
            ? XeroTokenText.Identity(tokens.Grant, clock.GetUtcNow().UtcDateTime, tokens.ExpiresIn)
            : null,
        access_token = tokens.Access,
        expires_in = tokens.ExpiresIn,
        token_type = "Bearer",
        refresh_token = tokens.Refresh,
        scope = string.Join(' ', tokens.Grant.Scopes),
    };

    private static async Task<IResult> Exchange(HttpContext context, XeroGrants grants, AuthorizationCodes codes, TimeProvider clock)
    {
        var form = await FormAsync(context);
        string kind = form["grant_type"].ToString();
        if (context.Features.Get<Call>() is { } call)
            call.Detail = kind;
        if (!IsClient(context, form))
            return XeroError.OAuth("invalid_client");

        switch (kind)
        {
            case "authorization_code":
                var grant = codes.Spend(form["code"].ToString(), form["redirect_uri"].ToString(), form["code_verifier"].ToString());
                return grant is null ? XeroError.OAuth("invalid_grant") : Answer(context, grants.Issue(grant), clock);
            case "refresh_token":
                var tokens = grants.Refresh(form["refresh_token"].ToString());
                return tokens is null ? XeroError.OAuth("invalid_grant") : Answer(context, tokens, clock);
            default:
                return XeroError.OAuth("unsupported_grant_type");
        }
    }

    private static async Task<IResult> Revoke(HttpContext context, XeroGrants grants)
    {
        var form = await FormAsync(context);
        if (!IsClient(context, form))
            return XeroError.OAuth("invalid_client");

        grants.GiveBack(form["token"].ToString());
        return Results.Ok();
    }

    private static IResult Answer(HttpContext context, XeroTokens tokens, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(Shape(tokens, clock), XeroJson.Options);
    }

    private static async Task<IFormCollection> FormAsync(HttpContext context) => context.Request.HasFormContentType
        ? await context.Request.ReadFormAsync(context.RequestAborted)
        : FormCollection.Empty;

    private static bool IsClient(HttpContext context, IFormCollection form)
    {
        const string Scheme = "Basic ";
        string header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return form["client_id"] == XeroApp.Id && form["client_secret"] == XeroApp.Secret;

        var decoded = new byte[header.Length];
        return Convert.TryFromBase64String(header[Scheme.Length..].Trim(), decoded, out var length)
            && Encoding.UTF8.GetString(decoded, 0, length) == $"{XeroApp.Id}:{XeroApp.Secret}";
    }
}
