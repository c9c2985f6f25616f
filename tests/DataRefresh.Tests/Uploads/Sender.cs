using System.Net;
using System.Text;
using System.Text.Json;
using DataRefresh.Imports;
using Testing;

namespace DataRefresh.Tests.Uploads;

/// <summary>Somebody who sends files over the API.</summary>
internal sealed class Sender(Browser browser, Guid engagementId)
{
    public const string Balance = "Code;Name;Debit;Credit\r\n100000;Capital;;18.550,00\r\n400000;Customers;12.050,25;\r\n550000;Bank;6.499,75;\r\nTotal;;18.550,00;18.550,00\r\n";

    public Browser Browser => browser;

    public Guid EngagementId => engagementId;

    public Task<HttpResponseMessage> Post(string text, string name = "balance.csv", UploadKind kind = UploadKind.TrialBalance, string? from = null, string to = "2026-10-31") =>
        Post(Encoding.UTF8.GetBytes(text), name, kind, from, to);

    public Task<HttpResponseMessage> Post(byte[] file, string name = "balance.csv", UploadKind kind = UploadKind.TrialBalance, string? from = null, string to = "2026-10-31") =>
        browser.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/data-refresh/engagements/{engagementId}/uploads")
        {
            Headers = { { "X-Requested-With", "tests" } },
            Content = Form(file, name, kind, from, to),
        });

    public static MultipartFormDataContent Form(byte[] file, string name, UploadKind kind, string? from, string to, string? token = null)
    {
        var form = new MultipartFormDataContent();
        if (token is not null)
            form.Add(new StringContent(token), "__RequestVerificationToken");
        form.Add(new StringContent($"{kind}"), "kind");
        form.Add(new StringContent(from ?? ""), "from");
        form.Add(new StringContent(to), "to");
        form.Add(new ByteArrayContent(file), "file", name);
        return form;
    }

    /// <summary>Sends a file that must be received.</summary>
    public async Task<Guid> Send(byte[] file, string name = "balance.csv", UploadKind kind = UploadKind.TrialBalance, string? from = null, string to = "2026-10-31") =>
        (await Browser.Read(await Post(file, name, kind, from, to))).GetProperty("uploadId").GetGuid();

    public Task<Guid> Send(string text, string name = "balance.csv", UploadKind kind = UploadKind.TrialBalance, string? from = null, string to = "2026-10-31") =>
        Send(Encoding.UTF8.GetBytes(text), name, kind, from, to);

    public Task<JsonElement> Show(Guid uploadId) => browser.GetJson($"/api/data-refresh/uploads/{uploadId}");

    /// <summary>Settles the columns as they were recognised, and looks through the rows.</summary>
    public async Task<JsonElement> Check(Guid uploadId) => await Check(uploadId, (await Show(uploadId)).GetProperty("mapping"));

    public async Task<JsonElement> Check(Guid uploadId, JsonElement mapping)
    {
        var columns = mapping.EnumerateObject().ToDictionary(pair => pair.Name, pair => $"{pair.Value}");
        return (await Browser.Read(await browser.Send(HttpMethod.Put, $"/api/data-refresh/uploads/{uploadId}/mapping", new { columns }))).GetProperty("preview");
    }

    public Task<HttpResponseMessage> Confirm(Guid uploadId) => browser.Send(HttpMethod.Post, $"/api/data-refresh/uploads/{uploadId}/confirmation");

    /// <summary>All steps with a file that is good.</summary>
    public async Task<Guid> Import(byte[] file, string name = "balance.csv", UploadKind kind = UploadKind.TrialBalance, string? from = null, string to = "2026-10-31")
    {
        var id = await Send(file, name, kind, from, to);
        var preview = await Check(id);
        Assert.True(preview.GetProperty("isClean").GetBoolean(), preview.ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await Confirm(id)).StatusCode);
        return id;
    }

    public Task<Guid> Import(string text, string name = "balance.csv", UploadKind kind = UploadKind.TrialBalance, string? from = null, string to = "2026-10-31") =>
        Import(Encoding.UTF8.GetBytes(text), name, kind, from, to);
}
