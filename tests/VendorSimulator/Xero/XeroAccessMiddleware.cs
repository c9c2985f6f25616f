using VendorSimulator.Companies;
using VendorSimulator.State;

namespace VendorSimulator.Xero;

/// <summary>Who calls, and which organisation a call of the accounting API is about.</summary>
internal sealed record XeroCaller(XeroGrant Grant, CompanyView? Organisation)
{
    public static XeroCaller Of(HttpContext context) => context.Features.Get<XeroCaller>()!;
}

/// <summary>Looks at the access token, the organisation's header and the scope, in this order.</summary>
internal sealed class XeroAccessMiddleware(RequestDelegate next, XeroGrants grants, XeroOrganisations organisations)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/xero/api"))
        {
            await next(context);
            return;
        }

        const string Scheme = "Bearer ";
        string header = context.Request.Headers.Authorization.ToString();
        var (grant, problem) = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? grants.Open(header[Scheme.Length..].Trim())
            : (null, AccessProblem.Unknown);
        if (grant is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await XeroError.GatewayAsync(context, 401, problem == AccessProblem.Expired ? "TokenExpired: token expired" : "AuthenticationUnsuccessful");
            return;
        }

        CompanyView? organisation = null;
        if (context.Request.Path.StartsWithSegments("/xero/api/api.xro"))
        {
            organisation = Tenant.IdIn(context.Request) is { } tenant && grants.ConnectionsOf(grant).Any(connection => connection.Tenant == tenant)
                ? organisations.Find(tenant)
                : null;
            if (organisation is null)
            {
                await XeroError.GatewayAsync(context, 403, "AuthenticationUnsuccessful");
                return;
            }

            if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>() is { } needs && !needs.AnyOf.Any(grant.Scopes.Contains))
            {
                context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
                await XeroError.GatewayAsync(context, 401, "AuthorizationUnsuccessful");
                return;
            }
        }

        context.Features.Set(new XeroCaller(grant, organisation));
        await next(context);
    }
}

/// <summary>Finds the organisation that a request names in its header.</summary>
internal static class Tenant
{
    public static Guid? IdIn(HttpRequest request) =>
        Guid.TryParse(request.Headers["xero-tenant-id"], out var id) ? id : null;
}
