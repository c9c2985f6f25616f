using System.Web;
using DataRefresh.Connections;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Web;

namespace DataRefresh.Demo;

/// <summary>Gives the consent that a demo's customers gave at the simulator's Xero, on its own page.</summary>
internal sealed class DemoConsent(
    XeroOptions options, [FromKeyedServices(XeroConnector.VendorCode)] TokenEndpoint endpoint, TokenKeeper keeper, PublicAddress address)
{
    /// <summary>Never at the real Xero.</summary>
    public bool IsPossible => options.Authority.IsLoopback && endpoint.App.IsSetUp;

    public async Task<ConnectionTokens> Grant(Connection connection, string organisation, CancellationToken token)
    {
        var secret = ConsentSecret.New(address.Of("/portal/data-refresh/connections/return"));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("decision", "allow"), KeyValuePair.Create("organisation", organisation)]);
        using var answer = await browser.PostAsync(endpoint.App.GrantAt(secret), form, token);
        var code = HttpUtility.ParseQueryString(answer.Headers.Location?.Query ?? "")["code"]
            ?? throw new InvalidOperationException($"The simulator's consent page answers {answer.StatusCode}.");
        var (pair, expiresAt) = await endpoint.Exchange(code, secret, token);
        var sealedPair = keeper.Seal(new TokenHolder(connection.FirmId, connection.EngagementId), connection.Connector, pair);
        return ConnectionTokens.Granted(connection.FirmId, connection.EngagementId, sealedPair, expiresAt);
    }
}
