using System.Buffers.Text;
using System.Text.Json;
using DataRefresh.Connectors.OAuth;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Web;

namespace DataRefresh.Connectors.Xero;

/// <summary>Xero's consent: one grant may open several organisations.</summary>
internal sealed class XeroDoor(
    DataRefreshDb db,
    Vault vault,
    TokenKeeper keeper,
    [FromKeyedServices(XeroConnector.VendorCode)] TokenEndpoint endpoint,
    [FromKeyedServices(XeroConnector.VendorCode)] VendorHttp http,
    XeroOptions options,
    PublicAddress address,
    TimeProvider clock)
    : OAuthDoor(db, vault, keeper, endpoint, address, clock)
{
    private const string Organisation = "ORGANISATION";

    public static bool IsOrganisation(XeroConnection connection) =>
        connection is { TenantId: not null, TenantType: null or Organisation };

    protected override async Task<IReadOnlyList<LinkChoice>> Books(TokenAccess access, CancellationToken token)
    {
        var live = await access.Token(refused: null, token);
        var granted = await new XeroClient(http, options, access).Connections(AuthEventOf(live.Secret), token);
        return [.. granted.Where(IsOrganisation).DistinctBy(c => c.TenantId).Select(c => new LinkChoice($"{c.TenantId:D}", c.TenantName ?? $"{c.TenantId:D}"))];
    }

    /// <summary>
    /// Which consent the token comes from: Xero lists all organisations that the person ever connected. It only narrows a
    /// question to Xero, so the token's signature is not looked at.
    /// </summary>
    public static Guid? AuthEventOf(string accessToken)
    {
        try
        {
            return accessToken.Split('.') is [_, var claims, _]
                && JsonDocument.Parse(Base64Url.DecodeFromChars(claims)).RootElement is { ValueKind: JsonValueKind.Object } token
                && token.TryGetProperty("authentication_event_id", out var id)
                && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var authEvent)
                    ? authEvent
                    : null;
        }
        catch (Exception noToken) when (noToken is FormatException or JsonException)
        {
            return null;
        }
    }
}
