using System.Net.Http.Json;
using System.Text.Json;
using DataRefresh.Imports;

namespace Process.Tests;

/// <summary>Files over the API, one step at a time.</summary>
internal sealed class FileSender(HttpClient http, Guid engagementId)
{
    /// <summary>Engagements of the demo, in an order that stays.</summary>
    public static async Task<List<Guid>> Engagements(HttpClient http, int count) =>
    [
        .. (await http.GetFromJsonAsync<JsonElement>($"/api/data-refresh/engagements?status=active&size={count}")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("engagementId").GetGuid()),
    ];

    /// <summary>A file of a period that any engagement of the demo has behind it.</summary>
    public async Task<HttpResponseMessage> Post(byte[] file, string name, UploadKind kind)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{kind}"), "kind" },
            { new StringContent(kind == UploadKind.TrialBalance ? "" : "2026-01-01"), "from" },
            { new StringContent("2026-10-31"), "to" },
            { new ByteArrayContent(file), "file", name },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/data-refresh/engagements/{engagementId}/uploads") { Content = form };
        request.Headers.Add("X-Requested-With", "tests");
        return await http.SendAsync(request);
    }

    public async Task<Guid> Send(byte[] file, string name, UploadKind kind)
    {
        var answer = await Post(file, name, kind);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("uploadId").GetGuid();
    }

    public Task<JsonElement> Show(Guid uploadId) => http.GetFromJsonAsync<JsonElement>($"/api/data-refresh/uploads/{uploadId}");

    /// <summary>Settles the columns as they were recognised, and has the rows looked through.</summary>
    public async Task<HttpResponseMessage> Check(Guid uploadId)
    {
        var columns = (await Show(uploadId)).GetProperty("mapping").EnumerateObject().ToDictionary(pair => pair.Name, pair => $"{pair.Value}");
        return await http.PutAsJsonAsync($"/api/data-refresh/uploads/{uploadId}/mapping", new { columns });
    }

    public Task<HttpResponseMessage> Confirm(Guid uploadId) => http.PostAsync($"/api/data-refresh/uploads/{uploadId}/confirmation", null);

    public Task<HttpResponseMessage> Discard(Guid uploadId) => http.DeleteAsync($"/api/data-refresh/uploads/{uploadId}");
}
