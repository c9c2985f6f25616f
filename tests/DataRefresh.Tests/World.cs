using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using DataRefresh.Dashboard;
using DataRefresh.Refreshes;
using DataRefresh.Tests.Connectors;
using Engagements.Contracts;
using Identity.Contracts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SharedKernel.Access;
using SharedKernel.Persistence;
using Testing;

namespace DataRefresh.Tests;

/// <summary>The host beside the simulator, with firms whose engagements are in the state that a test needs.</summary>
public sealed class World : IAsyncLifetime
{
    private const string ApiKey = "a-key-of-the-simulator";

    public TestHost Host { get; private set; } = null!;

    public CodatSimulator Simulator { get; } = new();

    public async Task InitializeAsync()
    {
        await Simulator.InitializeAsync();
        Host = new TestHost
        {
            Settings =
            {
                ["Connectors:Codat:BaseUrl"] = Simulator.Api.ToString(),
                // How long the pauses between tries are is told by the tests of the calls themselves.
                ["Connectors:Codat:RetryPause"] = "00:00:00.005",
                ["Connectors:Xero:ApiBaseUrl"] = $"{Simulator.Root}/xero/api",
                ["Connectors:Xero:Authority"] = $"{Simulator.Root}/xero",
                ["Connectors:Xero:ClientId"] = "demo-xero-app",
                ["Connectors:Xero:ClientSecret"] = "demo-xero-secret",
                ["Connectors:Xero:Scopes"] = $"{new XeroOptions().Scopes} {XeroOptions.JournalsScope}",
                ["Connectors:Xero:RetryPause"] = "00:00:00.005",
            },
        };
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Simulator.DisposeAsync();
        Simulator.Dispose();
    }

    /// <summary>A firm with an administrator, an accepted EULA version 1 to come, and a key for the connector.</summary>
    internal async Task<Office> NewOffice(string timeZone = "Europe/Brussels")
    {
        await ForgetWaitingRefreshes();
        var firm = await Host.People.Firm(timeZone: timeZone);
        var administrator = await Host.People.Staff(firm, ProfileType.Administrator);
        await Happen(firm.Id, new EulaPublished(firm.Id, 1, 1, Host.Clock.Now));
        await Host.With<DataRefreshDb>(
            async db =>
            {
                var vault = Host.Services.GetRequiredService<Vault>();
                db.ConnectorKeys.Add(new ConnectorKey
                {
                    FirmId = firm.Id,
                    Connector = "codat",
                    Sealed = vault.Seal(firm.Id, ConnectorKey.Purpose("codat"), ApiKey),
                    EnteredAt = Host.Clock.Now,
                });
                await db.SaveChangesAsync();
            },
            firm.Id);
        return new Office(this, firm, administrator);
    }

    /// <summary>A firm with one engagement whose books were read once.</summary>
    internal async Task<(Office Office, Guid EngagementId, string Company)> Refreshed(RequestedScope scope = RequestedScope.Both)
    {
        var office = await NewOffice();
        var (id, _) = await office.Made("Refreshed BV");
        await office.Change(id, e => e with { AcceptedEula = 1, Scope = scope });
        var company = CodatSimulator.NextCompany();
        await office.Link(id, company);
        var answer = await Browser.Read(await (await office.SignIn()).Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { id } }));
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        await Host.Settle();
        return (office, id, company);
    }

    /// <summary>What earlier tests accepted and did not mean to run would run with the next settling.</summary>
    private Task ForgetWaitingRefreshes() => Host.With<DataRefreshDb>(db => db.Refreshes.IgnoreQueryFilters([ModuleDb.FirmFilter])
        .Where(r => r.RunningFor != null)
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.RunningFor, (Guid?)null).SetProperty(r => r.State, RefreshState.Cancelled)));

    /// <summary>Delivers an event of another module to this one, as the outbox would.</summary>
    internal async Task Happen<TEvent>(Guid firmId, TEvent happened)
        where TEvent : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
        foreach (var reaction in Host.Services.GetRequiredService<SharedKernel.Modules.ModuleSet>().ReactionsTo(SharedKernel.Messaging.EventCatalog.NameOf(typeof(TEvent))))
        {
            if (reaction.Module.Name == "DataRefresh")
                await ((SharedKernel.Messaging.IHandle)scope.ServiceProvider.GetRequiredService(reaction.Handler)).Handle(happened, CancellationToken.None);
        }
    }
}

/// <summary>One firm of a test.</summary>
internal sealed class Office(World world, TestFirm firm, TestPerson administrator)
{
    private long version;

    public Guid FirmId => firm.Id;

    public TestFirm Firm => firm;

    public TestPerson Administrator => administrator;

    public Task<Browser> SignIn() => world.Host.People.SignIn(administrator);

    /// <summary>An online engagement that can be refreshed, unless the change says otherwise.</summary>
    public async Task<Guid> Engagement(string customer = "Customer", Func<EngagementChanged, EngagementChanged>? change = null, string? company = null, bool linked = true)
    {
        var id = Guid.CreateVersion7();
        var news = new EngagementChanged(
            firm.Id, id, ++version, $"Books of {customer}", Guid.CreateVersion7(), customer, null, "Ada Contact", "ada@customer.test",
            administrator.Id, administrator.Name, "xero", "codat", RequestedScope.Both, new DateOnly(2026, 2, 1), 1, 1, null, false, []);
        await world.Happen(firm.Id, change?.Invoke(news) ?? news);
        if (linked)
            await Link(id, company ?? CodatSimulator.NextCompany());
        return id;
    }

    /// <summary>An engagement that Engagements itself made, with the contact person who is returned.</summary>
    public async Task<(Guid EngagementId, Guid ContactId)> Made(string customer, string package = "xero-codat")
    {
        var browser = await SignIn();
        async Task<Guid> Make(string path, object body, string id) =>
            (await Browser.Read(await browser.Send(HttpMethod.Post, $"/api/engagements/{path}", body))).GetProperty(id).GetGuid();

        var customerId = await Make("customers", new { kind = "company", name = customer, language = "en" }, "customerId");
        var contactId = await Make($"customers/{customerId}/contacts", new { fullName = "Cleo Contact", email = $"cleo{Guid.NewGuid():N}@customer.test", language = "en" }, "contactId");
        var engagementId = await Make(
            "engagements",
            new
            {
                customerId,
                title = $"Books of {customer}",
                contactId = $"{contactId}",
                ownerId = $"{administrator.Id}",
                team = Array.Empty<string>(),
                package,
                scope = "Both",
                financialYearStart = "1",
                legalCoverOn = "2026-01-15",
            },
            "engagementId");
        await world.Host.Settle();
        return (engagementId, contactId);
    }

    /// <summary>Newer public state of an engagement, as Engagements tells it.</summary>
    public async Task Change(Guid engagementId, Func<EngagementChanged, EngagementChanged> change)
    {
        var row = await Row(engagementId);
        var news = new EngagementChanged(
            firm.Id, engagementId, row.Version + 1, row.Title, row.CustomerId, row.CustomerName, row.ContactId, row.ContactName, null,
            row.OwnerId, row.OwnerName, row.Package, row.Connector, row.Scope, row.LegalCoverOn, row.AcceptedEula, row.FinancialYearStart,
            row.ReadFrom, row.Archived, []);
        await world.Happen(firm.Id, change(news));
    }

    public Task Link(Guid engagementId, string company, DateTimeOffset? at = null) => world.Host.With<DataRefreshDb>(
        async db =>
        {
            var connection = Connection.For(firm.Id, engagementId, "codat");
            connection.Offer(company, new Uri("https://link.example/"), world.Host.Clock.Now);
            connection.Link(at ?? world.Host.Clock.Now);
            db.Connections.Add(connection);
            (await db.Rows.SingleAsync(r => r.EngagementId == engagementId)).Mirror(connection);
            await db.SaveChangesAsync();
            await db.RewriteBlockers(db.Rows, CancellationToken.None);
        },
        firm.Id);

    /// <summary>A grant at Xero, as if the contact had come back from there.</summary>
    /// <param name="expired">The access token has run out, so that the first use renews it.</param>
    public async Task LinkXero(Guid engagementId, string company, string? scope = null, bool expired = false)
    {
        var tokens = (await world.Simulator.XeroGrant(company, scope)).GetProperty("tokens");
        var pair = new TokenPair(tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
        var sealedPair = world.Host.Services.GetRequiredService<TokenKeeper>().Seal(new TokenHolder(firm.Id, engagementId), "xero", pair);
        var now = world.Host.Clock.Now;
        await world.Host.With<DataRefreshDb>(
            async db =>
            {
                var connection = Connection.For(firm.Id, engagementId, "xero");
                connection.Offer(company, new Uri("https://login.example/"), now);
                connection.Link(now);
                db.Connections.Add(connection);
                db.ConnectionTokens.Add(ConnectionTokens.Granted(firm.Id, engagementId, sealedPair, expired ? now : now.AddMinutes(30)));
                (await db.Rows.SingleAsync(r => r.EngagementId == engagementId)).Mirror(connection);
                await db.SaveChangesAsync();
                await db.RewriteBlockers(db.Rows, CancellationToken.None);
            },
            firm.Id);
    }

    public Task<EngagementRow> Row(Guid engagementId) =>
        world.Host.With<DataRefreshDb, EngagementRow>(db => db.Rows.AsNoTracking().SingleAsync(r => r.EngagementId == engagementId), firm.Id);

    /// <summary>Accepts a refresh over the API, without running it.</summary>
    public async Task<Refresh> Accept(Guid engagementId)
    {
        var answer = await Browser.Read(await (await SignIn()).Send(HttpMethod.Post, "/api/data-refresh/batches", new { engagementIds = new[] { engagementId } }));
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        return (await Ledger(engagementId))[^1];
    }

    /// <summary>Accepts a refresh and lets it run to its end.</summary>
    public async Task Refresh(Guid engagementId)
    {
        await Accept(engagementId);
        await world.Host.Settle();
    }

    public Task<T> Episodes<T>(Guid engagementId, Func<IQueryable<FailureEpisode>, Task<T>> ask) =>
        world.Host.With<DataRefreshDb, T>(db => ask(db.FailureEpisodes.Where(e => e.EngagementId == engagementId)), firm.Id);

    /// <summary>Blocks a staff user or lets one in again, as Identity tells it.</summary>
    public async Task SetActive(Guid staffId, bool active)
    {
        var staff = await world.Host.With<DataRefreshDb, DataRefresh.Firms.StaffUser>(db => db.Staff.AsNoTracking().SingleAsync(s => s.Id == staffId), firm.Id);
        await world.Happen(firm.Id, new StaffUserChanged(firm.Id, staffId, staff.Version + 1, staff.FullName, staff.Email, staff.Language, true, active, false));
    }

    public Task<List<Refresh>> Ledger(Guid engagementId) => world.Host.With<DataRefreshDb, List<Refresh>>(
        db => db.Refreshes.AsNoTracking().Where(r => r.EngagementId == engagementId).OrderBy(r => r.AcceptedAt).ToListAsync(), firm.Id);
}

[CollectionDefinition(Name)]
public sealed class InWorld : ICollectionFixture<World>
{
    public const string Name = "world";
}
