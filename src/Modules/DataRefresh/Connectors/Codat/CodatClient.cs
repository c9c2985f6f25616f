using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DataRefresh.Connectors.Codat;

/// <summary>Codat's API as one firm sees it, for one of its companies or for none.</summary>
internal sealed class CodatClient
{
    private readonly VendorHttp http;
    private readonly AuthenticationHeaderValue authorization;
    private readonly string address;
    private readonly string payer;
    private readonly string company;
    private readonly string path;

    /// <param name="companyId">Codat's id of the company; null for calls about no company.</param>
    public CodatClient(VendorHttp http, CodatOptions options, string apiKey, string? companyId = null)
    {
        var key = Encoding.UTF8.GetBytes(apiKey);
        (this.http, Options) = (http, options);
        authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(key));
        address = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        payer = Convert.ToHexString(SHA256.HashData(key), 0, 8);
        company = companyId ?? payer;
        path = companyId is null ? "/companies" : $"/companies/{IdOf(companyId)}";
    }

    public CodatOptions Options { get; }

    /// <param name="what">Under <c>/companies</c> or under the company, with its query.</param>
    public Task<T> Get<T>(string what, JsonTypeInfo<T> type, CancellationToken token) =>
        Get(what, answer => answer.Value(type), token);

    public Task<T> Get<T>(string what, Func<VendorAnswer, ValueTask<T>> read, CancellationToken token) =>
        http.Ask(Call(HttpMethod.Get, what, null, mayRepeat: true), read, token);

    /// <summary>Queues work at Codat; doing so twice only queues the same reading twice.</summary>
    public Task Queue(string what, CancellationToken token) =>
        http.Ask(Call(HttpMethod.Post, what, null, mayRepeat: true), VendorAnswer.Ignore, token);

    public Task<CodatCompany> Create(CodatNewCompany company, CancellationToken token) =>
        http.Ask(
            Call(HttpMethod.Post, "", JsonSerializer.SerializeToUtf8Bytes(company, CodatJson.Default.CodatNewCompany), mayRepeat: false),
            answer => answer.Value(CodatJson.Default.CodatCompany),
            token);

    // An id comes from our own database, yet whatever is not one must not become another path.
    private static string IdOf(string companyId) => Guid.TryParseExact(companyId, "D", out var id)
        ? id.ToString("D")
        : throw new ConnectorException(Trouble.GrantRevoked, VendorFault.CompanyMissing, "This is not an id of a company at Codat.");

    private VendorCall Call(HttpMethod method, string what, byte[]? body, bool mayRepeat) => new(
        () =>
        {
            var request = new HttpRequestMessage(method, address + path + what);
            request.Headers.Authorization = authorization;
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            return request;
        },
        company,
        payer,
        mayRepeat);
}
