using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Testing;

/// <summary>Somebody at a browser without JavaScript: opens pages, submits their forms, keeps cookies.</summary>
public sealed class Browser(HttpMessageHandler host)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient http = new(host) { BaseAddress = new Uri("http://localhost") };
    private string? formToken;

    public CookieContainer Cookies { get; } = new();

    /// <summary>Sent with every request, such as Accept-Language.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Opens an address and follows where it leads.</summary>
    public Task<WebPage> Open(string path) => Follow(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens it as htmx does for a part of the page.</summary>
    public Task<WebPage> OpenPart(string path) => Follow(new HttpRequestMessage(HttpMethod.Get, path)
    {
        Headers = { { "HX-Request", "true" }, { "HX-Request-Type", "partial" } },
    });

    /// <summary>
    /// Fills in and sends a form of the page: the one with this action, or the only one of the main part. Fields that
    /// are not named keep what the page put in.
    /// </summary>
    public Task<WebPage> Submit(WebPage page, string? action, params (string Name, string? Value)[] fields)
    {
        var forms = page.Document.QuerySelectorAll<IHtmlFormElement>("form[method=post]");
        var form = action is null
            ? forms.Single(f => f.Closest("main") is not null)
            : forms.FirstOrDefault(f => f.GetAttribute("action") == action)
                ?? throw new ArgumentException($"{page.Path} has no form to {action}; it has: {string.Join(", ", forms.Select(f => f.GetAttribute("action")))}.");
        var sent = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || Value(element) is not { } value || fields.Any(f => f.Name == name))
                continue;
            sent.Add(new(name, value));
        }

        sent.AddRange(fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!)));
        return Follow(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") ?? page.Path) { Content = new FormUrlEncodedContent(sent) });
    }

    /// <summary>Posts to a page's address without looking for its form first, with this browser's form token.</summary>
    public async Task<WebPage> Post(string path, params (string Name, string? Value)[] fields)
    {
        if (formToken is null)
            await Open("/memberships");
        var sent = fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!)).ToList();
        sent.Add(new("__RequestVerificationToken", formToken ?? ""));
        return await Follow(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(sent) });
    }

    /// <summary>One request as it is, redirects not followed; with a JSON body where one is given.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? json = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = JsonContent.Create(json, json.GetType(), options: Json);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return Send(request);
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var address = new Uri(http.BaseAddress!, request.RequestUri!);
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                Cookies.SetCookies(address, cookie);
        }

        return response;
    }

    /// <summary>The JSON at an address; the call must succeed.</summary>
    public async Task<JsonElement> GetJson(string path) => await Read(await Send(HttpMethod.Get, path));

    public static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Xunit.Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>The stable code of a refusal.</summary>
    public static async Task<string?> CodeOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.Length > 0 && JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    private async Task<WebPage> Follow(HttpRequestMessage request)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            var response = await Send(request);
            if (response.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently))
                return await Show(response);
            request = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location);
        }

        throw new InvalidOperationException("Redirected ten times.");
    }

    private async Task<WebPage> Show(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        var document = new HtmlParser().ParseDocument(html);
        formToken = document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? formToken;
        var address = response.RequestMessage!.RequestUri!;
        return new WebPage(response, address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString, html, document);
    }

    private static string? Value(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
        IHtmlInputElement { Type: "submit" or "button" or "file" } => null,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlTextAreaElement area => area.Value,
        _ => null,
    };
}

/// <summary>What a browser shows.</summary>
public sealed record WebPage(HttpResponseMessage Response, string Path, string Html, IHtmlDocument Document)
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>What a person reads in the main part, in one line.</summary>
    public string Text => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The messages about what was just done.</summary>
    public IReadOnlyList<string> Toasts => [.. Document.QuerySelectorAll(".toast-message .toast-text").Select(t => t.TextContent.Trim())];

    /// <summary>The messages at the fields of a form.</summary>
    public IReadOnlyList<string> FieldErrors => [.. Document.QuerySelectorAll(".field-error > div").Select(e => e.TextContent.Trim())];
}
