using System.Net;
using System.Text.RegularExpressions;
using Identity.Memberships;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Web;
using Testing;

namespace Identity.Tests.Memberships;

/// <summary>Two firms on every route of the module: what is not yours and what does not exist look the same.</summary>
public sealed partial class IsolationTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Another_firms_rows_do_not_exist_here()
    {
        var mine = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        var theirs = await host.People.Staff(await host.People.Firm("Kingfisher Firm"), ProfileType.Viewer, name: "Kingfisher Person", email: "kingfisher@test.example");
        var before = await Row(theirs);

        var routes = Endpoints().Where(e => e.Route.Contains("{id", StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count >= 10, $"Only {routes.Count} routes with an id were found.");
        foreach (var (method, route) in routes)
        {
            var foreign = await Call(mine, method, route.Replace("{id:guid}", theirs.Id.ToString(), StringComparison.Ordinal));
            var missing = await Call(mine, method, route.Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal));
            Assert.True(foreign.Status == HttpStatusCode.NotFound, $"{method} {route} answered {foreign.Status}.");
            Assert.Equal(missing, foreign);
        }

        Assert.Equal(before, await Row(theirs));
    }

    [Fact]
    public async Task No_page_and_no_list_shows_anything_of_another_firm()
    {
        await host.People.Staff(await host.People.Firm("Kingfisher Firm"), ProfileType.Viewer, name: "Kingfisher Person", email: "kingfisher2@test.example");
        var mine = await host.People.SignIn(await host.People.Staff(ProfileType.Administrator));
        var pages = Endpoints().Where(e => e.Method == "GET" && !e.Route.Contains('{', StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count >= 10, $"Only {pages.Count} pages were found.");
        foreach (var (_, route) in pages.Append(("GET", "/admin/users?search=kingfisher")).Append(("GET", "/api/identity/staff?search=kingfisher")))
        {
            var text = await (await mine.Send(HttpMethod.Get, route)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("Kingfisher", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_but_the_front_door_opens_for_strangers()
    {
        string[] open =
        [
            "/sign-in", "/sign-out", "/activate", "/forgot-password", "/reset-password", "/trial", "/trial/start",
            "/api/identity/session", "/api/identity/activations", "/api/identity/password-resets", "/api/identity/trials",
        ];
        foreach (var (method, route) in Endpoints().Where(e => !open.Contains(e.Route) || (e.Route == "/api/identity/session" && e.Method == "PUT")))
        {
            var address = route.Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
            var answer = await host.Browse().Send(new HttpMethod(method), address);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect or HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType,
                $"{method} {route} answered {answer.StatusCode} to a stranger.");
            if (answer.StatusCode == HttpStatusCode.Redirect)
                Assert.StartsWith("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<string> Row(TestPerson person) => await host.With<IdentityDb, string>(async db =>
    {
        var row = await db.MembershipsEverywhere.SingleAsync(m => m.Id == person.Id);
        return $"{row.Name} {row.Version} {row.Blocked} {row.ProfileType} {await db.LinksEverywhere.CountAsync(l => l.OwnerId == row.Id)}";
    });

    private IEnumerable<(string Method, string Route)> Endpoints() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.ITagsMetadata>()?.Tags.Contains("Identity") == true
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method, endpoint.RoutePattern.RawText!);

    private static async Task<(HttpStatusCode Status, string Text)> Call(Browser browser, string method, string path)
    {
        if (method == "POST" && !path.StartsWith("/api", StringComparison.Ordinal))
        {
            var page = await browser.Post(path, ("name", "Taken Over"), ("profileType", "Administrator"));
            return (page.Status, Neutral(page.Html));
        }

        var json = method == "PUT" ? new { name = "Taken Over", profileType = "Administrator" } : null;
        var answer = await browser.Send(new HttpMethod(method), path, json);
        return (answer.StatusCode, Neutral(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Without what differs from one request to the next: ids, form tokens.</summary>
    private static string Neutral(string text) => Changing().Replace(text, "…");

    [GeneratedRegex("""[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|CfDJ8[\w-]+|"traceId":"[^"]*"|-[0-9a-f]{8}\b""")]
    private static partial Regex Changing();
}
