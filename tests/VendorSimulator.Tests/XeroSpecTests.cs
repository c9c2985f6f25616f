using System.Text.Json.Nodes;

namespace VendorSimulator.Tests;

public sealed class XeroSpecTests
{
    [SpecFact(VendorSpec.Xero)]
    public async Task Answers_of_the_accounting_API_are_valid_by_the_vendors_own_schemas()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        var answers = new JsonArray();
        foreach (var number in new[] { 1, 3, 6, 25 })
        {
            var tenant = Vendor.Prebuilt(number);
            using (await xero.ControlAsync(HttpMethod.Post, $"companies/{tenant}/advance")) { }
            var token = (await xero.GrantAsync(tenant))["tokens"]!.Text("access_token");
            foreach (var (operation, query) in new[]
            {
                ("/Organisation", ""), ("/Accounts", ""), ("/Contacts", "?page=1&pageSize=20"), ("/Invoices", "?page=1&pageSize=200"), ("/Invoices", ""),
                ("/Journals", "?offset=100"), ("/Reports/TrialBalance", ""), ("/Reports/BalanceSheet", ""), ("/Reports/BalanceSheet", "?periods=11&timeframe=MONTH"),
                ("/Reports/ProfitAndLoss", "?periods=3&timeframe=QUARTER"),
            })
            {
                var body = (await xero.GetAsync($"api.xro/2.0{operation}{query}", token, tenant)).AsObject();
                // The file shows this wrapping in its examples, but leaves it out of its schemas.
                foreach (var wrapping in new[] { "Id", "Status", "ProviderName", "DateTimeUTC" })
                    Assert.True(body.Remove(wrapping), $"{operation} lacks {wrapping}");
                answers.Add(new JsonObject { ["method"] = "GET", ["operation"] = operation, ["status"] = 200, ["body"] = body.DeepClone() });
            }
        }

        await SpecCheck.RunAsync(VendorSpec.Xero, answers);
    }

    [SpecFact(VendorSpec.XeroIdentity)]
    public async Task Answers_about_connections_are_valid_by_the_vendors_own_schemas()
    {
        await using var host = await SimulatorHost.StartAsync();
        var xero = new XeroClient(host);
        await xero.GrantAsync(Vendor.Prebuilt(1), bookkeeper: true);
        var token = (await xero.GrantAsync(Vendor.Prebuilt(6), bookkeeper: true))["tokens"]!.Text("access_token");
        var connections = await xero.GetAsync("connections", token, null);
        foreach (var connection in connections.AsArray())
        {
            // The file says "date-time", yet shows moments without a zone, as the vendor sends them.
            foreach (var moment in new[] { "createdDateUtc", "updatedDateUtc" })
                connection![moment] = connection.Text(moment) + "Z";
        }

        using var removed = await xero.CallAsync($"connections/{connections[0]!.Text("id")}", token, null, HttpMethod.Delete);
        using var missing = await xero.CallAsync($"connections/{Guid.NewGuid()}", token, null, HttpMethod.Delete);
        await SpecCheck.RunAsync(VendorSpec.XeroIdentity, [
            new JsonObject { ["method"] = "GET", ["operation"] = "/Connections", ["status"] = 200, ["body"] = connections.DeepClone() },
            new JsonObject { ["method"] = "DELETE", ["operation"] = "/Connections/{id}", ["status"] = (int)removed.StatusCode, ["body"] = null },
            new JsonObject { ["method"] = "DELETE", ["operation"] = "/Connections/{id}", ["status"] = (int)missing.StatusCode, ["body"] = null },
        ]);
    }
}
