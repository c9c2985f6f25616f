using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Identity.Memberships;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Modules;
using Testing;

namespace Host.Tests;

/// <summary>
/// Every list of the house, page and API, taken from the route table: how many questions one page of it asks the database.
/// A list is what can be paged, so what has a parameter "after".
/// </summary>
public sealed partial class ListTests : IAsyncLifetime
{
    /// <summary>What each asks, finding out who asks included. A list that is not here fails the test.</summary>
    private static readonly Dictionary<string, int> NumberOfQuestions = new()
    {
        ["/customers"] = 5,
        ["/api/engagements/customers"] = 5,
        ["/admin/engagements"] = 6,
        ["/api/engagements/engagements"] = 6,
        ["/admin/users"] = 3,
        ["/api/identity/staff"] = 3,
        ["/admin/data-refresh"] = 6,
        ["/api/data-refresh/engagements"] = 4,
        ["/relationships"] = 5,
        ["/api/data-refresh/relationships"] = 5,
        ["/admin/data-refresh/batches/{batchId:guid}/refusals"] = 5,
        ["/api/data-refresh/batches/{batchId:guid}/refusals"] = 5,
        ["/customers/{customerId:guid}/history"] = 3,
        ["/admin/data-refresh/engagements/{engagementId:guid}/history"] = 4,
        ["/api/data-refresh/engagements/{engagementId:guid}/refreshes"] = 4,
        ["/api/data-refresh/engagements/{engagementId:guid}/uploads"] = 4,
        // The rows of reports are in snapshots: the database is only asked where.
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/general-ledger"] = 4,
        ["/api/data-refresh/engagements/{engagementId:guid}/reports/general-ledger"] = 4,
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/aged-receivables"] = 4,
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/aged-payables"] = 4,
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/customers"] = 4,
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/suppliers"] = 4,
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/sales-invoices"] = 4,
        ["/admin/data-refresh/engagements/{engagementId:guid}/reports/purchase-invoices"] = 4,
    };

    private TestHost Host { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [Fact]
    public async Task A_page_of_a_list_asks_few_questions_however_many_rows_it_shows()
    {
        var (few, many) = (await Firm(3), await Firm(60));
        var lists = Lists();
        Assert.NotEmpty(lists);
        Assert.Equal(NumberOfQuestions.Keys.Order(), lists.Order());

        var wrong = new List<string>();
        foreach (var list in lists)
        {
            var (short_, long_) = (await Questions(few, list), await Questions(many, list));
            if (long_.Count > short_.Count)
                wrong.Add($"{list} asks {short_.Count} questions about 3 rows and {long_.Count} about 60:\n{string.Join("\n\n", long_)}");
            if (long_.Count != NumberOfQuestions[list])
                wrong.Add($"{list} asks {long_.Count} questions, not {NumberOfQuestions[list]}:\n{string.Join("\n\n", long_)}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private IReadOnlyList<string> Lists() =>
    [
        .. from endpoint in Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
           where endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler && handler.GetParameters().Any(IsOrHasAfter)
           let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           where !route.StartsWith("/dev/", StringComparison.Ordinal)
           select route,
    ];

    private static bool IsOrHasAfter(ParameterInfo parameter) => parameter.Name == "after"
        || (parameter.GetCustomAttribute<AsParametersAttribute>() is not null && parameter.ParameterType.GetProperty("After") is not null);

    private async Task<IReadOnlyList<string>> Questions(Crowded firm, string list)
    {
        var address = Hole().Replace(list, hole => (hole.Groups[1].Value switch
        {
            "batchId" => firm.Batch,
            "customerId" => firm.Customer,
            _ => firm.Engagement,
        }).ToString());
        async Task Open()
        {
            var answer = await firm.Browser.Send(HttpMethod.Get, address);
            // What was never read has a page that says so, and nothing for machines.
            var unread = answer.StatusCode == HttpStatusCode.NotFound && list.StartsWith("/api/", StringComparison.Ordinal) && list.Contains("/reports/", StringComparison.Ordinal);
            Assert.True(answer.IsSuccessStatusCode || unread, $"{address}: {answer.StatusCode}");
        }

        // What is asked once in a while, such as for keys, is not the list's.
        await Open();
        return await Host.Queries.During(Open);
    }

    /// <summary>A firm in which every list has so many rows.</summary>
    private async Task<Crowded> Firm(int rows)
    {
        var firm = await Host.People.Firm();
        var admin = await Host.People.Staff(firm, ProfileType.Administrator);
        var browser = await Host.People.SignIn(admin);
        async Task<Guid> Make(string path, object body, string id) =>
            (await Browser.Read(await browser.Send(HttpMethod.Post, path, body))).GetProperty(id).GetGuid();

        var customer = await Make("/api/engagements/customers", new { kind = "company", name = "A customer", language = "en", responsibleId = $"{admin.Id}" }, "customerId");
        var engagement = await Make(
            "/api/engagements/engagements",
            new { customerId = customer, title = "Books", ownerId = $"{admin.Id}", package = "xero", scope = "Both", financialYearStart = "1" },
            "engagementId");
        await Host.Settle();
        await In("Engagements", async db =>
        {
            await db.Copies("customers", customer, rows - 1);
            await db.Copies("engagements", engagement, rows - 1);
        });
        await In("DataRefresh", db => db.Copies("engagement_rows", engagement, rows - 1));
        for (var i = 1; i < rows; i++)
            await Host.People.Staff(firm, ProfileType.Viewer);
        return new Crowded(browser, await Make("/api/data-refresh/batches", new { filter = new { } }, "batchId"), engagement, customer);
    }

    private async Task In(string module, Func<DbContext, Task> act)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<ModuleSet>().All.Single(m => m.Name == module).Db(scope.ServiceProvider));
    }

    private sealed record Crowded(Browser Browser, Guid Batch, Guid Engagement, Guid Customer);

    [GeneratedRegex(@"\{([^}:]+):guid\}")]
    private static partial Regex Hole();
}
