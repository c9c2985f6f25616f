using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DataRefresh;
using Engagements;
using Identity;
using Identity.Memberships;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Modules;
using SharedKernel.Web;
using Testing;

namespace Host.Tests;

/// <summary>
/// Two firms on every route of the house, taken from the route table: the administrator of one tries each with every
/// id of the other. Nothing succeeds, nothing shows, nothing changes, and what is foreign looks like what is missing.
/// </summary>
public sealed partial class IsolationTests : IAsyncLifetime
{
    private const string Canary = "Kingfisher";

    /// <summary>They end or move the caller's own session, so they are tried where sessions are tested.</summary>
    private static readonly string[] OwnSession = ["/sign-out", "/api/identity/session", "/language"];

    private TestHost Host { get; } = new();
    private TestFirm theirs = null!;
    private List<Guid> theirIds = [];

    public async Task InitializeAsync()
    {
        theirs = await Host.People.Firm($"{Canary} Firm");
        var admin = await Host.People.Staff(theirs, ProfileType.Administrator, $"{Canary} Admin", "kingfisher@test.example");
        var browser = await Host.People.SignIn(admin);
        async Task<Guid> Make(string path, object body, string id)
        {
            var made = (await Browser.Read(await browser.Send(HttpMethod.Post, path, body))).GetProperty(id).GetGuid();
            theirIds.Add(made);
            return made;
        }

        theirIds.Add(admin.Id);
        theirIds.Add(theirs.Id);
        var customer = await Make("/api/engagements/customers", new { kind = "company", name = $"{Canary} Customer", language = "en" }, "customerId");
        var contact = await Make(
            $"/api/engagements/customers/{customer}/contacts", new { fullName = $"{Canary} Contact", email = "kingfisher.contact@test.example", language = "en" }, "contactId");
        var engagement = await Make(
            "/api/engagements/engagements",
            new { customerId = customer, title = $"{Canary} Books", contactId = $"{contact}", ownerId = $"{admin.Id}", package = "xero", scope = "Both", financialYearStart = "1", legalCoverOn = "2026-01-15" },
            "engagementId");
        await Host.Settle();
        await Make("/api/data-refresh/batches", new { engagementIds = new[] { engagement } }, "batchId");
        await Host.Settle();
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [Theory]
    [InlineData(ProfileType.Administrator)]
    [InlineData(ProfileType.RelationshipManager)]
    public async Task No_route_reaches_anything_of_another_firm(ProfileType type)
    {
        var ours = await Host.People.Firm("Our Firm");
        var stranger = await Host.People.SignIn(await Host.People.Staff(ours, type));
        var before = await Everything();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (method, route) in Routes())
        {
            foreach (var (foreign, missing) in Addresses(route))
            {
                tried++;
                var answer = await Call(stranger, method, foreign);
                if (answer.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase))
                    wrong.Add($"{method} {foreign} shows something of theirs");
                if (foreign == missing)
                    continue;
                var nothing = await Call(stranger, method, missing);
                if (answer.Status != nothing.Status || Neutral(answer.Text) != Neutral(nothing.Text))
                    wrong.Add($"{method} {route}: theirs answered {answer.Status}, a missing one {nothing.Status}");
            }
        }

        await Host.Settle();
        Assert.True(tried > 100, $"Only {tried} calls were made.");
        Assert.Empty(wrong);
        Assert.Equal(before, await Everything());
    }

    [Fact]
    public async Task A_stranger_who_has_not_signed_in_gets_past_no_door_that_is_not_everyones()
    {
        var anyone = Endpoints().Where(e => e.Metadata.GetMetadata<AccessDecision>()!.Audience == Audience.Anyone).Select(e => e.RoutePattern.RawText).ToHashSet();
        foreach (var (method, route) in Routes().Where(r => !anyone.Contains(r.Route)))
        {
            var address = Addresses(route).First().Foreign;
            var answer = await Host.Browse().Send(new HttpMethod(method), address);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect or HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType,
                $"{method} {route} answered {answer.StatusCode} to a stranger.");
        }
    }

    [Fact]
    public void What_stays_possible_after_a_trial_is_a_persons_own_and_nothing_of_the_firms()
    {
        var exempt = Endpoints()
            .Where(e => e.Metadata.GetMetadata<AccessDecision>()!.Audience == Audience.SignedIn && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(m => m != "GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).ToList();

        Assert.NotEmpty(exempt);
        Assert.All(exempt, route => Assert.Matches("^(/me|/api/identity/)", route));
    }

    private IEnumerable<RouteEndpoint> Endpoints() => Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<AccessDecision>() is not null);

    private IEnumerable<(string Method, string Route)> Routes() =>
        from endpoint in Endpoints()
        let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where !OwnSession.Contains(route) && !route.StartsWith("/me", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where !(route.StartsWith("/api/identity/me", StringComparison.Ordinal) && method != "GET")
        select (method, route);

    /// <summary>The route with each of their ids, beside the same with an id that nobody has.</summary>
    private IEnumerable<(string Foreign, string Missing)> Addresses(string route)
    {
        var plain = Plain().Replace(route, m => m.Value.Contains("format", StringComparison.Ordinal) ? "csv"
            : m.Value.Contains("connector", StringComparison.Ordinal) ? "codat"
            : m.Value.Contains("report", StringComparison.Ordinal) ? "trial-balance" : "1");
        var holes = Hole().Count(plain);
        if (holes == 0)
        {
            yield return (plain, plain);
            if (plain.Contains("engagements", StringComparison.Ordinal) || plain.Contains("customers", StringComparison.Ordinal) || plain.Contains("users", StringComparison.Ordinal))
                yield return ($"{plain}?search={Canary[..5]}", $"{plain}?search={Canary[..5]}");
            yield break;
        }

        foreach (var first in theirIds)
        {
            foreach (var second in holes > 1 ? theirIds : [first])
                yield return (Fill(plain, [first, second]), Fill(plain, [Guid.NewGuid(), Guid.NewGuid()]));
        }
    }

    private static string Fill(string route, Guid[] ids)
    {
        var next = 0;
        return Hole().Replace(route, _ => ids[next++].ToString());
    }

    private async Task<(HttpStatusCode Status, string Text)> Call(Browser browser, string method, string address)
    {
        if (method == "POST" && !address.StartsWith("/api", StringComparison.Ordinal))
        {
            var page = await browser.Post(address, [("name", "Taken Over"), ("fullName", "Taken Over"), ("all", "true"), .. theirIds.Select(id => ("ids", (string?)id.ToString()))]);
            return (page.Status, page.Html);
        }

        var body = method is "GET" or "DELETE" ? null : new
        {
            name = "Taken Over",
            fullName = "Taken Over",
            title = "Taken Over",
            kind = "company",
            email = "taken@over.test",
            language = "en",
            customerId = theirIds[2],
            ownerId = theirIds[0].ToString(),
            contactId = theirIds[3].ToString(),
            responsibleId = theirIds[0].ToString(),
            package = "xero",
            scope = "Both",
            financialYearStart = "1",
            engagementIds = theirIds,
        };
        // A live stream is read to its first event only.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = await browser.Send(new HttpMethod(method), address, body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
    }

    /// <summary>All rows of theirs, in all modules.</summary>
    private async Task<string> Everything()
    {
        var all = new StringBuilder();
        await using var scope = Host.Services.CreateAsyncScope();
        foreach (var module in scope.ServiceProvider.GetRequiredService<ModuleSet>().All)
        {
            var db = module.Db(scope.ServiceProvider);
            await db.Database.OpenConnectionAsync();
            foreach (var table in db.Model.GetEntityTypes().Where(t => t.FindProperty("FirmId") is not null && t.GetTableName() is not "outbox").Select(t => t.GetTableName()!).Distinct().Order())
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM {(TestHost.PostgresServer is null ? "" : $"{db.Model.GetDefaultSchema()}.")}\"{table}\" WHERE \"FirmId\" = '{theirs.Id.ToString().ToUpperInvariant()}' ORDER BY 1, 2";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    all.Append(table);
                    for (var i = 0; i < reader.FieldCount; i++)
                        all.Append('|').Append(reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i));
                    all.AppendLine();
                }
            }
        }

        Assert.Contains(Canary, all.ToString(), StringComparison.Ordinal);
        return all.ToString();
    }

    /// <summary>Without what differs from one request to the next: ids, form tokens, times.</summary>
    private static string Neutral(string text) => Changing().Replace(text, "…");

    [GeneratedRegex("""[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|CfDJ8[\w-]+|"traceId":"[^"]*"|-[0-9a-f]{8}\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Changing();

    [GeneratedRegex(@"\{[^}:]+:guid\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{(?![^}]*:guid\})[^{}]+(\{[^}]*\})?[^{}]*\}")]
    private static partial Regex Plain();
}
