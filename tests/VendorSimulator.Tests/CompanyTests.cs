using System.Net;
using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class CompanyTests
{
    [Fact]
    public async Task A_call_without_a_key_or_with_a_revoked_key_is_not_authorised()
    {
        await using var host = await SimulatorHost.StartAsync();
        using var anonymous = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/codat/companies")).StatusCode);

        var error = await host.As("my-revoked-key").GetAsync("/codat/companies", HttpStatusCode.Unauthorized);
        Assert.Equal(401, error["statusCode"]!.GetValue<int>());
        Assert.NotEmpty(error.Text("correlationId"));
    }

    [Fact]
    public async Task Prebuilt_companies_exist_for_every_key_and_are_linked()
    {
        await using var host = await SimulatorHost.StartAsync();
        foreach (var key in new[] { "one", "two" })
        {
            var company = await host.As(key).GetAsync($"/codat/companies/{Vendor.Prebuilt(1)}");
            Assert.Equal("Linked", company["dataConnections"]![0]!.Text("status"));
        }
    }

    [Fact]
    public async Task A_created_company_has_a_link_address_and_no_connection()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("creator");
        var company = (await vendor.PostAsync("/codat/companies", new { name = "Zilverlinde (Trading)[1]", description = "For the file" }))!;
        Assert.Equal("Zilverlinde Trading1", company.Text("name"));
        Assert.Equal(new Uri(host.Address, $"/codat-link/{company.Text("id")}").ToString(), company.Text("redirect"));
        Assert.Empty(company["dataConnections"]!.AsArray());

        var error = await vendor.DataAsync(company.Text("id"), "data/accounts", HttpStatusCode.NotFound);
        Assert.StartsWith("No data available for", error.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_without_a_name_is_not_created()
    {
        await using var host = await SimulatorHost.StartAsync();
        await host.As("key").PostAsync("/codat/companies", new { name = "Ωμέγα" }, HttpStatusCode.BadRequest);
        using var broken = await host.As("key").Http.PostAsync(
            "/codat/companies", new StringContent("{ not json", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal(400, JsonNode.Parse(await broken.Content.ReadAsStringAsync())!["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task Another_keys_company_is_not_found()
    {
        await using var host = await SimulatorHost.StartAsync();
        var id = (await host.As("owner").PostAsync("/codat/companies", new { name = "Owned" }))!.Text("id");
        var stranger = host.As("stranger");
        await stranger.GetAsync($"/codat/companies/{id}", HttpStatusCode.NotFound);
        await stranger.DataAsync(id, "connections", HttpStatusCode.NotFound);
        await stranger.PostAsync($"/codat/companies/{id}/data/all", expected: HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Delete, $"/codat/companies/{id}")).StatusCode);
        await host.As("owner").GetAsync($"/codat/companies/{id}");
    }

    [Fact]
    public async Task A_deleted_company_is_gone_for_its_client_only_when_prebuilt()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("first");
        var path = $"/codat/companies/{Vendor.Prebuilt(4)}";
        Assert.Equal(HttpStatusCode.NoContent, (await vendor.SendAsync(HttpMethod.Delete, path)).StatusCode);
        await vendor.GetAsync(path, HttpStatusCode.NotFound);
        await host.As("second").GetAsync(path);
    }

    [Fact]
    public async Task Companies_come_in_pages_that_link_to_each_other()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("pager");
        var ids = new HashSet<string>();
        string? next = "/codat/companies?page=1&pageSize=50";
        var pages = 0;
        while (next is not null)
        {
            var page = await vendor.GetAsync(next);
            Assert.Equal(120, page["totalResults"]!.GetValue<int>());
            ids.UnionWith(page["results"]!.AsArray().Select(company => company!.Text("id")));
            next = page["_links"]!["next"]?.Text("href");
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(120, ids.Count);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("pageSize=5001")]
    [InlineData("pageSize=many")]
    [InlineData("query=nothing")]
    [InlineData("query=noSuchProperty%3D1")]
    [InlineData("orderBy=noSuchProperty")]
    public async Task A_page_that_cannot_be_read_is_a_bad_request(string query)
    {
        await using var host = await SimulatorHost.StartAsync();
        await host.As("key").GetAsync($"/codat/companies?{query}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Companies_are_filtered_by_query_and_by_tags()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("filter");
        await vendor.PostAsync("/codat/companies", new { name = "Tagged one", tags = new { uid = "client-17" } });
        var byTag = await vendor.GetAsync($"/codat/companies?tags={Uri.EscapeDataString("uid = client-17")}");
        Assert.Equal("Tagged one", Assert.Single(byTag["results"]!.AsArray())!.Text("name"));
        var byName = await vendor.GetAsync($"/codat/companies?query={Uri.EscapeDataString("name ~ tagged && created > 2000-01-01")}");
        Assert.Single(byName["results"]!.AsArray());
    }

    [Fact]
    public async Task An_unknown_path_answers_with_the_vendors_own_error()
    {
        await using var host = await SimulatorHost.StartAsync();
        var error = await host.As("key").GetAsync("/codat/companies/not-a-guid/data/accounts", HttpStatusCode.NotFound);
        Assert.Equal(404, error["statusCode"]!.GetValue<int>());
    }
}
