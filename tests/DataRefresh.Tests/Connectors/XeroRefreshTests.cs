using System.Text.Json;
using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Connectors.Xero;
using DataRefresh.Dashboard;
using DataRefresh.Refreshes;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace DataRefresh.Tests.Connectors;

[Collection(InWorld.Name)]
public sealed class XeroRefreshTests(World world)
{
    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(73)]
    [InlineData(74)]
    public async Task Whole_books_are_read_and_tie_out(int number)
    {
        var company = CodatSimulator.CompanyOf(number);
        var (office, id) = await Linked(company);

        await office.Refresh(id);

        var refresh = (await office.Ledger(id))[^1];
        Assert.Equal((RefreshState.Completed, null), (refresh.State, refresh.FailureCode));
        var (snapshot, parts) = await Stored(office, id);
        Assert.Null(snapshot.Warnings);
        Assert.All(parts, part => Assert.Equal(DataSetState.Stored, part.State));
        Assert.Equal(Enum.GetValues<DataSet>().Length, parts.Count);
        await AssertTrialBalance(company, office, parts, snapshot, withSides: true);
        var books = await world.Simulator.Books(company, snapshot.From, snapshot.To);
        var ledger = await Rows<LedgerRow>(office, parts, DataSet.Ledger);
        Assert.Equal(0, ledger.Sum(row => row.Amount));
        Assert.All(ledger, row => Assert.InRange(row.Date, snapshot.From, snapshot.To));
        Assert.NotEqual(0, books.GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task A_grant_without_journals_gives_xeros_own_trial_balance_and_everything_else()
    {
        var company = CodatSimulator.CompanyOf(77);
        var (office, id) = await Linked(company, new XeroOptions().Scopes);

        await office.Refresh(id);

        Assert.Equal(RefreshState.CompletedWithWarnings, (await office.Ledger(id))[^1].State);
        var (snapshot, parts) = await Stored(office, id);
        Assert.Null(snapshot.Warnings);
        Assert.Equal([DataSet.Ledger], parts.Where(part => part.State == DataSetState.NoPermission).Select(part => part.DataSet));
        Assert.Equal(DataSetState.Stored, parts.Single(part => part.DataSet == DataSet.TrialBalance).State);
        await AssertTrialBalance(company, office, parts, snapshot, withSides: false);
    }

    [Fact]
    public async Task Access_tokens_that_run_out_early_are_renewed_once_and_the_refresh_completes()
    {
        var company = CodatSimulator.CompanyOf(78);
        var (office, id) = await Linked(company);
        await world.Simulator.EndXero(company, "expire");
        var before = await Version(office, id);

        await office.Refresh(id);

        Assert.Equal(RefreshState.Completed, (await office.Ledger(id))[^1].State);
        Assert.NotEqual(before, await Version(office, id));
        Assert.Equal(1, (await world.Simulator.CallLog(company)).Count(call => call.Status == 401) + (await Refused()));

        async Task<int> Refused() => (await world.Simulator.CallLog()).Count(call => call.Path.EndsWith("/connections", StringComparison.Ordinal) && call.Status == 401 && call.At >= Began);
    }

    [Fact]
    public async Task A_grant_withdrawn_in_the_middle_ends_all_calls_and_deactivates_with_one_notice()
    {
        var company = CodatSimulator.CompanyOf(79);
        var (office, id) = await Linked(company);
        var accepted = await office.Accept(id);
        var (door, access) = await Open(office, id);
        var connector = world.Host.Services.GetServices<IConnector>().Single(c => c.Code == "xero");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var pull = new Pull(access, company, today.AddYears(-1), today, [DataSet.Organisation, DataSet.Accounts]);
        await connector.Prepare(pull, default);
        await connector.Fetch(pull, DataSet.Organisation, new RowList(), default);

        await world.Simulator.EndXero(company, "revoke");
        await world.Host.Settle();

        var refresh = (await office.Ledger(id)).Single(r => r.Id == accepted.Id);
        Assert.Equal((RefreshState.AuthFailed, "grant-revoked", null), (refresh.State, refresh.FailureCode, refresh.SlotOn));
        Assert.Equal(Blockers.GrantRevoked, (await office.Row(id)).Blockers);
        Assert.Equal(1, await office.Episodes(id, episodes => episodes.CountAsync()));
        Assert.Single(await world.Host.Letters(office.Administrator.Email));
        Assert.Equal(1, (await world.Simulator.CallLog()).Count(call => call.Kind == "refresh_token" && call.At >= Began));

        // Whoever still holds the access that was opened before learns it from the row, and asks nobody.
        var calls = (await world.Simulator.CallLog()).Count;
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => connector.Fetch(pull, DataSet.Accounts, new RowList(), default));
        Assert.Equal((Trouble.GrantRevoked, "grant-revoked"), (fault.Trouble, fault.Code));
        Assert.Equal(calls, (await world.Simulator.CallLog()).Count);
        Assert.Equal("xero", door.Connector);
    }

    [Fact]
    public async Task A_token_endpoint_that_is_down_is_tried_again_later_and_nothing_is_lost()
    {
        var company = CodatSimulator.CompanyOf(80);
        var (office, id) = await Linked(company, expired: true);
        await world.Simulator.Break("*", "503", path: "connect/token");
        try
        {
            await office.Refresh(id);
        }
        finally
        {
            await world.Simulator.LiftFaults();
        }

        var waiting = (await office.Ledger(id))[^1];
        Assert.Equal((RefreshState.Queued, "vendor-unavailable", 1), (waiting.State, waiting.FailureCode, waiting.Attempts));
        world.Host.Clock.Advance(TimeSpan.FromMinutes(3));
        try
        {
            await world.Host.Settle();
        }
        finally
        {
            world.Host.Clock.Reset();
        }

        Assert.Equal(RefreshState.Completed, (await office.Ledger(id))[^1].State);
    }

    private DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    private async Task AssertTrialBalance(string company, Office office, List<StoredPart> parts, Snapshot snapshot, bool withSides)
    {
        var organisation = (await Rows<OrganisationRow>(office, parts, DataSet.Organisation)).Single();
        var accounts = await Rows<AccountRow>(office, parts, DataSet.Accounts);
        var rows = await Rows<TrialBalanceRow>(office, parts, DataSet.TrialBalance);
        var truth = await world.Simulator.Books(company, TrialBalance.YearStart(organisation, snapshot.To), snapshot.To);
        var expected = from line in truth.GetProperty("lines").EnumerateArray()
                       let code = Text(line, "code")
                       let name = accounts.Find(account => account.Code == code)?.Name ?? "Savings account"
                       let amounts = (Opening: Amount(line, "opening"), Debit: Amount(line, "debit"), Credit: Amount(line, "credit"))
                       where amounts != (0, 0, 0)
                       let closing = Amount(line, "closing")
                       where withSides || (amounts.Opening, closing) != (0, 0)
                       orderby name
                       select withSides ? (name, amounts.Opening, amounts.Debit, amounts.Credit, closing) : (name, amounts.Opening, 0, 0, closing);
        Assert.Equal(expected, rows.OrderBy(row => row.Name).Select(row =>
            withSides ? (row.Name!, row.Opening, row.Debit, row.Credit, row.Closing) : (row.Name!, row.Opening, 0, 0, row.Closing)));
        Assert.Equal(0, rows.Sum(row => row.Opening));
        Assert.Equal(rows.Sum(row => row.Debit), rows.Sum(row => row.Credit));
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static decimal Amount(JsonElement line, string name) => line.GetProperty(name).GetDecimal();

    private async Task<(Office Office, Guid EngagementId)> Linked(string company, string? scope = null, bool expired = false)
    {
        var office = await world.NewOffice();
        var id = await office.Engagement("Xero NV", e => e with { Connector = "xero" }, linked: false);
        await office.LinkXero(id, company, scope, expired);
        return (office, id);
    }

    private Task<Guid> Version(Office office, Guid id) =>
        world.Host.With<DataRefreshDb, Guid>(db => db.ConnectionTokens.Where(t => t.EngagementId == id).Select(t => t.Version).SingleAsync(), office.FirmId);

    private async Task<(IDoor Door, Access Access)> Open(Office office, Guid id)
    {
        await using var scope = world.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SharedKernel.Access.Current>().EnterFirm(office.FirmId);
        var door = scope.ServiceProvider.GetServices<IDoor>().Of("xero");
        var connection = await scope.ServiceProvider.GetRequiredService<DataRefreshDb>().Connections.SingleAsync(c => c.EngagementId == id);
        return (door, await door.Open(connection, default));
    }

    private Task<(Snapshot, List<StoredPart>)> Stored(Office office, Guid id) => world.Host.With<DataRefreshDb, (Snapshot, List<StoredPart>)>(
        async db =>
        {
            var snapshot = await db.Snapshots.AsNoTracking().SingleAsync(s => s.EngagementId == id);
            return (snapshot, await db.SnapshotParts.AsNoTracking().Where(p => p.SnapshotId == snapshot.Id).ToListAsync());
        },
        office.FirmId);

    private async Task<List<TRow>> Rows<TRow>(Office office, List<StoredPart> parts, DataSet set)
        where TRow : class
    {
        var part = parts.Single(p => p.DataSet == set);
        return await world.Host.Services.GetRequiredService<SnapshotReader>()
            .Read<TRow>(office.FirmId, new SnapshotPart(part.DataSet, part.State, part.Hash, part.Rows, part.Bytes), default).ToListAsync();
    }
}
