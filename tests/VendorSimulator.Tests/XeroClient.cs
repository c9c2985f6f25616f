using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace VendorSimulator.Tests;

/// <summary>Calls the Xero side as an app would: by address, form and JSON, without the simulator's types.</summary>
internal sealed class XeroClient(SimulatorHost host)
{
    public const string Callback = "http://127.0.0.1:9/callback";
    public const string Everything =
        "openid offline_access accounting.settings.read accounting.contacts.read accounting.transactions.read accounting.journals.read accounting.reports.read";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public HttpClient Http => _http;

    public string AuthorizeAddress(string scope = Everything, string redirect = Callback, string client = "demo-xero-app", string method = "S256")
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        return $"/xero/connect/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(redirect)}"
            + $"&scope={Uri.EscapeDataString(scope)}&state=st%26te&code_challenge={challenge}&code_challenge_method={method}";
    }

    /// <summary>Opens the page, ticks organisations and presses a button; answers where the person is sent.</summary>
    public async Task<Dictionary<string, string>> ConsentAsync(string[] organisations, string decision = "allow", string person = "owner")
    {
        var page = new HtmlParser().ParseDocument(await _http.GetStringAsync(AuthorizeAddress()));
        var fields = organisations.Select(id => KeyValuePair.Create("organisation", id))
            .Append(KeyValuePair.Create("decision", decision))
            .Append(KeyValuePair.Create("person", person));
        using var answer = await _http.PostAsync(page.Forms.Single().GetAttribute("action"), new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(Callback, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> ExchangeAsync(string code, string? verifier = null, string redirect = Callback) => TokenAsync(new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = redirect,
        ["code_verifier"] = verifier ?? Verifier,
    });

    public Task<(HttpStatusCode Status, JsonNode Body)> RefreshAsync(string token) =>
        TokenAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token });

    public async Task<(HttpStatusCode Status, JsonNode Body)> TokenAsync(Dictionary<string, string> form, string? client = "demo-xero-app:demo-xero-secret")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xero/connect/token") { Content = new FormUrlEncodedContent(form) };
        if (client is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonNode> GrantAsync(string company, string? scope = null, bool bookkeeper = false)
    {
        using var answer = await _http.PostAsJsonAsync("/control/xero/grants", new { company, scope, bookkeeper });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public Task<HttpResponseMessage> ControlAsync(HttpMethod method, string path, object? body = null) =>
        _http.SendAsync(new HttpRequestMessage(method, $"/control/{path}") { Content = body is null ? null : JsonContent.Create(body) });

    public Task<HttpResponseMessage> CallAsync(string path, string token, string? tenant, HttpMethod? method = null, string accept = "application/json")
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/xero/api/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (tenant is not null)
            request.Headers.Add("xero-tenant-id", tenant);
        return _http.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string path, string token, string? tenant)
    {
        using var answer = await CallAsync(path, token, tenant);
        return answer.StatusCode;
    }

    public async Task<JsonNode> GetAsync(string path, string token, string? tenant)
    {
        using var answer = await CallAsync(path, token, tenant);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
