using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using DataRefresh.Connectors.OAuth;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// Xero's API as one grant sees it. A token that Xero does not take is renewed once; what Xero then still refuses, the grant
/// does not cover: <see cref="XeroRefusal.NotGranted"/>, which never leaves the connector.
/// </summary>
internal sealed class XeroClient(VendorHttp http, XeroOptions options, TokenAccess access)
{
    public XeroOptions Options => options;

    /// <param name="authEvent">Only the organisations that were granted in this one consent.</param>
    public async Task<List<XeroConnection>> Connections(Guid? authEvent, CancellationToken token)
    {
        var address = XeroOptions.Under(options.ApiBaseUrl, authEvent is { } id ? $"connections?authEventId={id:D}" : "connections");
        try
        {
            return await Get(address, null, answer => answer.Value(XeroJson.Default.ListXeroConnection), token);
        }
        catch (ConnectorException refused) when (refused.Code == XeroRefusal.NotGranted)
        {
            throw new ConnectorException(Trouble.GrantRevoked, VendorFault.GrantRevoked, "Xero tells nothing about this grant any more.", inner: refused);
        }
    }

    /// <param name="what">Under <c>/api.xro/2.0</c>, with its query.</param>
    public Task<T> Get<T>(string tenant, string what, JsonTypeInfo<T> type, CancellationToken token) =>
        Get(tenant, what, answer => answer.Value(type), token);

    public Task<T> Get<T>(string tenant, string what, Func<VendorAnswer, ValueTask<T>> read, CancellationToken token) =>
        Get(XeroOptions.Under(options.ApiBaseUrl, $"api.xro/2.0/{what}"), tenant, read, token);

    private async Task<T> Get<T>(Uri address, string? tenant, Func<VendorAnswer, ValueTask<T>> read, CancellationToken token)
    {
        var live = await access.Token(refused: null, token);
        try
        {
            return await http.Ask(Call(address, tenant, live, XeroRefusal.TokenRefused), read, token);
        }
        catch (ConnectorException refused) when (refused.Code == XeroRefusal.TokenRefused)
        {
            live = await access.Token(live.Version, token);
        }

        return await http.Ask(Call(address, tenant, live, XeroRefusal.NotGranted), read, token);
    }

    /// <param name="unauthorised">What it means when Xero does not take the token.</param>
    private static VendorCall Call(Uri address, string? tenant, LiveToken live, string unauthorised)
    {
        // Xero counts by organisation; asking which there are belongs to none.
        var counted = tenant ?? live.Version.ToString("D", CultureInfo.InvariantCulture);
        return new VendorCall(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", live.Secret);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                if (tenant is not null)
                    request.Headers.Add("xero-tenant-id", tenant);
                return request;
            },
            counted,
            counted,
            MayRepeat: true)
        {
            Refusal = (response, _) => ValueTask.FromResult(XeroRefusal.Of(response, unauthorised)),
            ConcernsAll = response => response.Headers.TryGetValues("X-Rate-Limit-Problem", out var problem)
                && problem.Any(which => which.StartsWith("app", StringComparison.OrdinalIgnoreCase)),
        };
    }
}

/// <summary>What Xero's refusals mean.</summary>
internal static class XeroRefusal
{
    /// <summary>The access token is not taken.</summary>
    public const string TokenRefused = "xero-token-refused";

    /// <summary>The access token is good, and does not open this.</summary>
    public const string NotGranted = "xero-not-granted";

    public static ConnectorException? Of(HttpResponseMessage response, string unauthorised) => response.StatusCode switch
    {
        HttpStatusCode.Forbidden => Refused(NotGranted),
        // The token is good, and another one would open no more.
        HttpStatusCode.Unauthorized when response.Headers.WwwAuthenticate.Any(why => why.Parameter?.Contains("insufficient_scope", StringComparison.Ordinal) == true) =>
            Refused(NotGranted),
        HttpStatusCode.Unauthorized => Refused(unauthorised),
        HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Conflict =>
            VendorFault.Bad(VendorFault.Refused, $"Xero does not accept the question ({(int)response.StatusCode})."),
        _ => null,
    };

    private static ConnectorException Refused(string code) => new(Trouble.BadAnswer, code, "Xero refuses the question.");
}
