using System.Net;

namespace VendorSimulator.Xero;

/// <summary>What an app asks for when it sends a person to the consent page.</summary>
internal sealed record AuthorizeRequest(string RedirectUri, List<string> Scopes, string? State, string Challenge)
{
    /// <summary>Reads a request: what makes it unsafe to send the person back is shown here, the rest is told to the app.</summary>
    public static (AuthorizeRequest? Request, string? Unsafe, string? Error) Read(IQueryCollection query)
    {
        if (query["client_id"] != XeroApp.Id)
            return (null, "unauthorized_client: there is no app with this client_id.", null);
        string redirect = query["redirect_uri"].ToString();
        if (!IsLoopback(redirect))
            return (null, "invalid_redirect_uri: only addresses of this machine are served.", null);

        var request = new AuthorizeRequest(redirect, XeroScopes.Read(query["scope"]), query["state"], query["code_challenge"].ToString());
        if (query["response_type"] != "code")
            return (request, null, "unsupported_response_type");
        if (request.Scopes.Count == 0 || !request.Scopes.All(XeroScopes.Known.Contains))
            return (request, null, "invalid_scope");
        return query["code_challenge_method"] == "S256" && request.Challenge.Length == 43
            ? (request, null, null)
            : (request, null, "invalid_request");
    }

    public string Back(string name, string value)
    {
        var parameters = new Dictionary<string, string?> { [name] = value };
        if (State is not null)
            parameters["state"] = State;
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(RedirectUri, parameters);
    }

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Fragment.Length == 0
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
