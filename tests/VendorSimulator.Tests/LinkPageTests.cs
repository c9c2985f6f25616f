using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace VendorSimulator.Tests;

public sealed class LinkPageTests
{
    private const string ReturnUrl = "http://127.0.0.1:9/back?company={companyId}&status={statusCode}";

    [Fact]
    public async Task A_person_who_allows_access_comes_back_with_200_and_the_company_has_books()
    {
        await using var host = await SimulatorHost.StartAsync(options => options with { ReturnUrl = ReturnUrl });
        var vendor = host.As("key");
        var company = (await vendor.PostAsync("/codat/companies", new { name = "Quillmere & Sons" }))!;
        var id = company.Text("id");
        var page = await OpenAsync(vendor, company.Text("redirect"));
        Assert.Contains("Quillmere & Sons", page.Body!.TextContent, StringComparison.Ordinal);

        using var answer = await SubmitAsync(vendor, page, "Xero", "allow");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"http://127.0.0.1:9/back?company={id}&status=200", answer.Headers.Location!.OriginalString);

        var connection = (await vendor.DataAsync(id, "connections"))["results"]![0]!;
        Assert.Equal("Linked", connection.Text("status"));
        Assert.Equal("Xero", connection.Text("platformName"));
        await vendor.RefreshAsync(id);
        Assert.NotEmpty(await vendor.AllAsync(id, "journalEntries"));
    }

    [Fact]
    public async Task A_person_who_leaves_comes_back_with_403_and_nothing_is_linked()
    {
        await using var host = await SimulatorHost.StartAsync(options => options with { ReturnUrl = ReturnUrl });
        var vendor = host.As("key");
        var company = (await vendor.PostAsync("/codat/companies", new { name = "Hesitant" }))!;
        var page = await OpenAsync(vendor, company.Text("redirect"));
        using var answer = await SubmitAsync(vendor, page, package: null, "leave");
        Assert.EndsWith("status=403", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Empty((await vendor.DataAsync(company.Text("id"), "connections"))["results"]!.AsArray());
    }

    [Fact]
    public async Task Allowing_without_choosing_a_package_asks_again()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        var company = (await vendor.PostAsync("/codat/companies", new { name = "Hasty" }))!;
        var page = await OpenAsync(vendor, company.Text("redirect"));
        using var answer = await SubmitAsync(vendor, page, package: null, "allow");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_needs_no_script_labels_every_choice_and_encodes_what_it_shows()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("key");
        var company = (await vendor.PostAsync("/codat/companies", new { name = "Plain", description = "<script>alert(1)</script>" }))!;
        var page = await OpenAsync(vendor, company.Text("redirect"));
        Assert.Empty(page.Scripts);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        var choices = page.QuerySelectorAll("input[type=radio]").Cast<IHtmlInputElement>().ToList();
        Assert.Equal(5, choices.Count);
        Assert.All(choices, choice => Assert.NotEmpty(choice.Closest("label")!.TextContent.Trim()));
    }

    [Fact]
    public async Task A_link_to_an_unknown_company_says_so()
    {
        await using var host = await SimulatorHost.StartAsync();
        using var answer = await host.As("key").SendAsync(HttpMethod.Get, $"/codat-link/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<IHtmlDocument> OpenAsync(Vendor vendor, string address) =>
        new HtmlParser().ParseDocument(await vendor.Http.GetStringAsync(new Uri(address)));

    private static Task<HttpResponseMessage> SubmitAsync(Vendor vendor, IHtmlDocument page, string? package, string decision)
    {
        var form = page.Forms.Single();
        var fields = new Dictionary<string, string> { ["decision"] = decision };
        if (package is not null)
        {
            var label = page.QuerySelectorAll("label").Single(label => label.TextContent.Trim() == package);
            fields["package"] = label.QuerySelector("input")!.GetAttribute("value")!;
        }

        return vendor.Http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new FormUrlEncodedContent(fields));
    }
}
