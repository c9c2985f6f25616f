using DataRefresh.Tests.Connectors;
using Testing;

namespace DataRefresh.Tests.Statements;

/// <summary>An engagement whose books were just read from the simulator, and somebody who may see its reports.</summary>
internal sealed record RefreshedBooks(World World, Office Office, Guid EngagementId, string Company, Browser Browser)
{
    private string Root => $"/admin/data-refresh/engagements/{EngagementId}/reports";

    public string Page(string rest) => $"{Root}/{rest}";

    public string Json(string rest) => $"/api/data-refresh/engagements/{EngagementId}/reports/{rest}";

    /// <summary>What the simulator itself adds up for the days; debit positive.</summary>
    public Task<System.Text.Json.JsonElement> Truth(DateOnly from, DateOnly to) => World.Simulator.Books(Company, from, to);

    /// <param name="company">One that no other test uses; the next one if none is given.</param>
    public static async Task<RefreshedBooks> Of(World world, string? company = null)
    {
        var office = await world.NewOffice();
        var (id, _) = await office.Made("Statements BV");
        await office.Change(id, e => e with { AcceptedEula = 1 });
        company ??= CodatSimulator.NextCompany();
        await office.Link(id, company);
        var browser = await office.SignIn();
        var answer = await Browser.Read(await browser.Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { id } }));
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        await world.Host.Settle();
        return new RefreshedBooks(world, office, id, company, browser);
    }
}
