using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

/// <summary>Calls the vendor API and the control API as a stranger would: by address and JSON, without the simulator's types.</summary>
internal sealed class Vendor(HttpClient http)
{
    public HttpClient Http => http;

    public static string Prebuilt(int number) => $"c0da7000-0000-4000-8000-{number:D12}";

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return http.SendAsync(request);
    }

    public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{path} answered {(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonNode?> PostAsync(string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task<JsonNode> DataAsync(string companyId, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        GetAsync($"/codat/companies/{companyId}/{path}", expected);

    public Task RefreshAsync(string companyId) =>
        PostAsync($"/codat/companies/{companyId}/data/all", expected: HttpStatusCode.NoContent);

    public Task<JsonNode> BooksAsync(string companyId, string query = "") => GetAsync($"/control/companies/{companyId}/books{query}");

    /// <summary>Reads a data type page by page, following the links.</summary>
    public async Task<List<JsonNode>> AllAsync(string companyId, string path, int pageSize = 100)
    {
        var items = new List<JsonNode>();
        string? next = $"/codat/companies/{companyId}/data/{path}?page=1&pageSize={pageSize}";
        while (next is not null)
        {
            var page = await GetAsync(next);
            items.AddRange(page["results"]!.AsArray().Select(item => item!));
            next = page["_links"]!["next"]?["href"]!.GetValue<string>();
        }

        return items;
    }

    public async Task<string> FaultAsync(string kind, string? path = null, string? retryAfter = null, int? times = null, object? more = null)
    {
        var fault = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        fault["company"] = "*";
        fault["kind"] = kind;
        fault["path"] = path;
        fault["retryAfter"] = retryAfter;
        fault["times"] = times;
        return (await PostAsync("/control/faults", fault))!["id"]!.GetValue<string>();
    }
}

/// <summary>Short ways to read JSON in assertions.</summary>
internal static class JsonReading
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static decimal Amount(this JsonNode node, string name) => node[name]!.GetValue<decimal>();
}
