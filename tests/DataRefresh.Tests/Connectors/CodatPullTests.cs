using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Connectors;

[Collection(UsesCodatSimulator.Name)]
public sealed class CodatPullTests(CodatSimulator simulator)
{
    private static readonly DataSet[] Everything = Enum.GetValues<DataSet>();

    [Fact]
    public async Task A_prepared_company_gives_every_data_set_but_the_trial_balance()
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        var pull = CodatUnderTest.PullOf(CodatSimulator.NextCompany(), Everything);

        var ready = await codat.Connector.Prepare(pull, default);

        Assert.Equal(DataSetState.NotSupported, ready[DataSet.TrialBalance].State);
        foreach (var set in Everything.Where(set => set != DataSet.TrialBalance))
        {
            Assert.Equal(DataSetState.Pending, ready[set].State);
            var rows = new RowList();
            Assert.Equal(DataSetState.Stored, await codat.Connector.Fetch(pull, set, rows, default));
            Assert.NotEmpty(rows.Rows);
        }
    }

    [Fact]
    public async Task Every_page_is_read_and_every_record_once()
    {
        await using var small = new CodatUnderTest(simulator.Api, options => options with { PageSize = 7 });
        await using var large = new CodatUnderTest(simulator.Api, options => options with { PageSize = 5000 });
        var pull = CodatUnderTest.PullOf(CodatSimulator.NextCompany(), DataSet.Ledger);
        await small.Connector.Prepare(pull, default);

        var byPages = await small.Fetch<LedgerRow>(pull, DataSet.Ledger);

        Assert.Equal(await large.Fetch<LedgerRow>(pull, DataSet.Ledger), byPages);
        Assert.True(byPages.Select(row => row.EntryId).Distinct().Count() > 14);
    }

    [Fact]
    public async Task The_ledger_holds_the_days_of_the_period_and_no_others_and_balances()
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        var pull = CodatUnderTest.PullOf(CodatSimulator.NextCompany(), DataSet.Ledger);
        await codat.Connector.Prepare(pull, default);
        pull = pull with { From = pull.To.AddMonths(-2), To = pull.To.AddMonths(-1) };

        var rows = await codat.Fetch<LedgerRow>(pull, DataSet.Ledger);

        Assert.All(rows, row => Assert.InRange(row.Date, pull.From, pull.To));
        Assert.Equal(0, rows.Sum(row => row.Amount));
    }

    [Fact]
    public async Task A_new_customer_is_offered_one_place_to_grant_access_however_often_it_is_asked_for()
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        var engagement = Guid.NewGuid();

        var offer = await codat.Connector.OfferLink("key", "Zażółć Œuvres (Łódź) [1]; ∆", engagement, default);

        Assert.Equal(offer, await codat.Connector.OfferLink("key", "Renamed", engagement, default));
        Assert.Equal(LinkState.Pending, await codat.Connector.ReadLink("key", offer.ExternalId, default));
    }

    [Fact]
    public async Task A_withdrawn_grant_stops_the_pull_before_anything_is_queued()
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        var company = CodatSimulator.NextCompany();
        await simulator.SetLink(company, "Deauthorized");

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => codat.Connector.Prepare(CodatUnderTest.PullOf(company, Everything), default));

        Assert.Equal((Trouble.GrantRevoked, "grant-revoked"), (fault.Trouble, fault.Code));
        Assert.Equal(LinkState.Revoked, await codat.Connector.ReadLink("key", company, default));
        Assert.Equal(0, await simulator.Calls(company, "/data/"));
    }

    [Fact]
    public async Task A_small_scope_queues_only_what_is_wanted()
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        var company = CodatSimulator.NextCompany();

        var ready = await codat.Connector.Prepare(CodatUnderTest.PullOf(company, DataSet.Accounts, DataSet.Ledger), default);

        Assert.All(ready.Values, readiness => Assert.Equal(DataSetState.Pending, readiness.State));
        Assert.Equal(2, await simulator.Calls(company, "/data/queue/"));
        Assert.Equal(0, await simulator.Calls(company, "/data/all"));
    }

    [Fact]
    public async Task A_refused_key_is_told_apart_from_a_missing_company()
    {
        await using var codat = new CodatUnderTest(simulator.Api);
        await codat.Connector.CheckKey("key", default);

        var key = await Assert.ThrowsAsync<ConnectorException>(() => codat.Connector.CheckKey("revoked", default));
        var company = await Assert.ThrowsAsync<ConnectorException>(() => codat.Connector.ReadLink("key", Guid.NewGuid().ToString(), default));
        var nonsense = await Assert.ThrowsAsync<ConnectorException>(() => codat.Connector.ReadLink("key", "../../etc", default));

        Assert.Equal((Trouble.KeyRefused, "vendor-key-refused"), (key.Trouble, key.Code));
        Assert.Equal((Trouble.GrantRevoked, "company-missing"), (company.Trouble, company.Code));
        Assert.Equal("company-missing", nonsense.Code);
    }
}
