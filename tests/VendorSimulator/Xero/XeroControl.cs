using VendorSimulator.State;

namespace VendorSimulator.Xero;

/// <summary>What tests and demonstrations steer the Xero side with.</summary>
internal static class XeroControl
{
    private const string EveryScope =
        "openid offline_access accounting.settings.read accounting.contacts.read accounting.transactions.read accounting.journals.read accounting.reports.read";

    internal sealed record GrantRequest(Guid? Company, List<Guid>? Companies, string? Scope, bool Bookkeeper);

    internal sealed record SettingsRequest(int? AccessTokenSeconds, int? GraceSeconds, int? CallsPerMinute, int? CallsAtOnce);

    public static void MapXeroControl(this RouteGroupBuilder control)
    {
        var xero = control.MapGroup("/xero");
        xero.MapPost("/grants", Grant);
        xero.MapPost("/{id:guid}/expire", (Guid id, XeroGrants grants) => Told(grants.Expire(id)));
        xero.MapPost("/{id:guid}/revoke", (Guid id, XeroGrants grants) => Told(grants.Revoke(id)));
        xero.MapGet("/settings", (XeroGrants grants) => Results.Json(grants.Settings));
        xero.MapPut("/settings", Set);
    }

    private static IResult Grant(GrantRequest request, XeroGrants grants, XeroOrganisations organisations, TimeProvider clock)
    {
        List<Guid> wanted = [.. request.Companies ?? [], .. request.Company is { } one ? [one] : Array.Empty<Guid>()];
        var scopes = XeroScopes.Read(request.Scope ?? EveryScope);
        if (wanted.Count == 0 || wanted.Exists(id => organisations.Find(id) is null))
            return Problem("company (or companies) names companies of the simulator.");
        if (!scopes.TrueForAll(XeroScopes.Known.Contains))
            return Problem("scope holds scopes that Xero knows.");

        var grant = grants.Consent(wanted, scopes, request.Bookkeeper);
        var mine = grants.ConnectionsOf(grant).Where(connection => connection.AuthEvent == grant.Id).ToList();
        return Results.Json(new
        {
            authEventId = grant.Id,
            tenantId = mine[0].Tenant,
            connections = mine.Select(connection => new
            {
                id = connection.Id,
                tenantId = connection.Tenant,
                tenantName = organisations.Find(connection.Tenant)!.Name,
            }),
            tokens = TokenEndpoints.Shape(grants.Issue(grant), clock),
        });
    }

    private static IResult Set(SettingsRequest request, XeroGrants grants)
    {
        var current = grants.Settings;
        var settings = new XeroSettings
        {
            AccessTokenSeconds = request.AccessTokenSeconds ?? current.AccessTokenSeconds,
            GraceSeconds = request.GraceSeconds ?? current.GraceSeconds,
            CallsPerMinute = request.CallsPerMinute ?? current.CallsPerMinute,
            CallsAtOnce = request.CallsAtOnce ?? current.CallsAtOnce,
        };
        return settings is { AccessTokenSeconds: > 0, GraceSeconds: >= 0, CallsPerMinute: > 0, CallsAtOnce: > 0 }
            ? Results.Json(grants.Set(settings))
            : Problem("Settings are positive numbers.");
    }

    private static IResult Told(int grants) => grants == 0 ? Results.NotFound() : Results.Json(new { grants });

    private static IResult Problem(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
