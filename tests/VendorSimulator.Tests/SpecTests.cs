using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class SpecTests
{
    private const string Company = "/companies/{companyId}";

    [SpecFact(VendorSpec.Codat)]
    public async Task The_simulators_answers_are_valid_by_the_vendors_own_schemas()
    {
        var answers = await CollectAsync();
        await SpecCheck.RunAsync(VendorSpec.Codat, answers);
    }

    private static async Task<JsonArray> CollectAsync()
    {
        await using var host = await SimulatorHost.StartAsync();
        var vendor = host.As("spec");
        var answers = new JsonArray();
        async Task<JsonNode?> Ask(string method, string operation, string path, object? body = null)
        {
            using var response = await vendor.SendAsync(new HttpMethod(method), $"/codat{path}", body);
            var text = await response.Content.ReadAsStringAsync();
            var answer = text.Length == 0 ? null : JsonNode.Parse(text);
            answers.Add(new JsonObject
            {
                ["method"] = method,
                ["operation"] = operation,
                ["status"] = (int)response.StatusCode,
                ["body"] = answer?.DeepClone(),
            });
            return answer;
        }

        await Ask("POST", "/companies", "/companies", new { name = "Validated", description = "x", tags = new { uid = "1" } });
        await Ask("POST", "/companies", "/companies", new { name = "" });
        await Ask("GET", "/companies", "/companies?page=2&pageSize=30");
        await Ask("GET", "/companies", "/companies?query=nonsense");
        foreach (var number in new[] { 1, 3, 5, 25 })
            await CompanyAsync(Ask, vendor, Vendor.Prebuilt(number));
        return answers;
    }

    private static async Task CompanyAsync(Func<string, string, string, object?, Task<JsonNode?>> ask, Vendor vendor, string id)
    {
        Task<JsonNode?> Get(string path, string query = "") => ask("GET", Company + path, $"/companies/{id}{path}{query}", null);

        await Get("");
        await Get("/data/bills");
        await ask("POST", $"{Company}/data/all", $"/companies/{id}/data/all", null);
        await ask("POST", $"{Company}/data/queue/{{dataType}}", $"/companies/{id}/data/queue/invoices", null);
        await Get("/dataStatus");
        var history = (await Get("/data/history", "?pageSize=20"))!;
        await ask("GET", $"{Company}/data/history/{{datasetId}}", $"/companies/{id}/data/history/{history["results"]![0]!.Text("id")}", null);
        foreach (var type in new[] { "accounts", "customers", "suppliers", "invoices", "bills", "journals", "journalEntries", "payments", "billPayments" })
            await Get($"/data/{type}", "?pageSize=200");
        await Get("/data/info");
        await Get("/data/financials/balanceSheet", "?periodLength=1&periodsToCompare=12");
        await Get("/data/financials/profitAndLoss", "?periodLength=3&periodsToCompare=8");
        foreach (var report in new[] { "/reports/agedDebtor", "/reports/agedCreditor" })
        {
            await Get(report);
            await Get($"{report}/available");
        }

        await vendor.PostAsync($"/control/companies/{id}/link", new { state = "Deauthorized" });
        var connections = (await Get("/connections"))!;
        await ask(
            "GET", $"{Company}/connections/{{connectionId}}", $"/companies/{id}/connections/{connections["results"]![0]!.Text("id")}", null);
        await ask("GET", $"{Company}/connections/{{connectionId}}", $"/companies/{id}/connections/{Guid.Empty}", null);
        await ask("DELETE", Company, $"/companies/{id}", null);
        await Get("");
    }
}
