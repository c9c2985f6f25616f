using System.Globalization;

namespace VendorSimulator.Xero;

/// <summary>The organisations that the person behind a token connected to the app.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnections(this RouteGroupBuilder xero)
    {
        xero.MapGet("/api/connections", List);
        xero.MapDelete("/api/connections/{id:guid}", (HttpContext context, Guid id, XeroGrants grants) =>
            grants.Disconnect(XeroCaller.Of(context).Grant, id) ? Results.NoContent() : Results.NotFound());
    }

    private static IResult List(HttpContext context, Guid? authEventId, XeroGrants grants, XeroOrganisations organisations) => Results.Json(
        grants.ConnectionsOf(XeroCaller.Of(context).Grant)
            .Where(connection => authEventId is null || connection.AuthEvent == authEventId)
            .Select(connection => (Connection: connection, Organisation: organisations.Find(connection.Tenant)))
            .Where(pair => pair.Organisation is not null)
            .Select(pair => new
            {
                id = pair.Connection.Id,
                authEventId = pair.Connection.AuthEvent,
                tenantId = pair.Connection.Tenant,
                tenantType = "ORGANISATION",
                tenantName = pair.Organisation!.Name,
                createdDateUtc = Stamp(pair.Connection.Created),
                updatedDateUtc = Stamp(pair.Connection.Updated),
            }),
        XeroJson.Options);

    /// <summary>Coordinated Universal Time, but without saying so: this resource leaves the zone out.</summary>
    private static string Stamp(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
}
