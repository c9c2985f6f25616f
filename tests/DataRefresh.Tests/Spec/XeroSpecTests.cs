using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Connectors.Xero;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Connectors;

namespace DataRefresh.Tests.Spec;

public sealed class XeroSpecTests(XeroSpec spec) : IClassFixture<XeroSpec>
{
    private static readonly string Connected =
        $$"""[{"tenantId":"{{XeroUnderTest.Tenant}}","tenantType":"ORGANISATION","tenantName":"Demo Company (NZ)","createdDateUtc":"2019-12-07T18:46:19.5165400"}]""";

    [SpecFact(SpecFactAttribute.Xero)]
    public async Task Every_request_we_make_is_one_that_the_specification_knows()
    {
        var wire = new Recorder(spec.Api);
        await using var xero = new XeroUnderTest(wire, options => options with { ApiBaseUrl = spec.Api });

        await xero.Connector.Prepare(xero.PullOf(DataSet.Accounts), default);
        foreach (var set in Enum.GetValues<DataSet>())
        {
            try
            {
                await xero.Fetch(set);
            }
            catch (ConnectorException)
            {
                // What is tested is what was asked: the stand-in's answers are examples, of other days and without an end.
            }
        }

        Assert.Empty(wire.Violations);
        var asked = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "DataRefresh.Tests", "Spec", "xero-operations.txt"));
        Assert.Equal(asked.Order(StringComparer.Ordinal), wire.Operations.Distinct().Order(StringComparer.Ordinal));
    }

    [SpecFact(SpecFactAttribute.Xero)]
    public async Task Every_published_list_becomes_rows()
    {
        await using var xero = new XeroUnderTest(new Canned(spec.Examples));

        foreach (var (set, count) in new[]
        {
            (DataSet.Organisation, 1), (DataSet.Accounts, 2), (DataSet.Customers, 1), (DataSet.Suppliers, 1), (DataSet.SalesInvoices, 3),
            (DataSet.PurchaseInvoices, 0), (DataSet.AgedReceivables, 1), (DataSet.AgedPayables, 0),
        })
        {
            var (state, rows) = await xero.Fetch(set);
            Assert.Equal((set, DataSetState.Stored, count), (set, state, rows.Count));
        }

        var journals = new RowList();
        await xero.Connector.Fetch(xero.PullOf(DataSet.Ledger) with { From = new DateOnly(2000, 1, 1) }, DataSet.Ledger, journals, default);
        Assert.Equal(9, journals.Rows.Count);
        Assert.Equal(0, journals.Rows.Cast<LedgerRow>().Sum(row => row.Amount));
        var organisation = Assert.IsType<OrganisationRow>((await xero.Fetch(DataSet.Organisation)).Rows[0]);
        Assert.Equal(("NZD", 4, 1, new DateOnly(2018, 12, 31)), (organisation.BaseCurrency, organisation.FinancialYearStart!.Value.Month, organisation.FinancialYearStart.Value.Day, organisation.LockedUntil));
    }

    [SpecFact(SpecFactAttribute.Xero)]
    public void The_published_balance_sheet_is_read_with_its_own_sums()
    {
        var rows = XeroStatements.BalanceSheet(Table("/Reports/BalanceSheet"), 0, new DateOnly(2019, 4, 1)).ToList();

        Assert.Equal(
            [(StatementSection.Assets, 179533.09m), (StatementSection.Liabilities, -5915.21m), (StatementSection.Equity, 185448.29m), (StatementSection.NetAssets, 185448.30m)],
            rows.Where(row => row.Level == 0).Select(row => (row.Section, row.Amount)));
        foreach (var section in rows.GroupBy(row => row.Section))
            Assert.Equal(section.First().Amount, section.Sum(row => row.OwnAmount));
        Assert.Null(rows.Single(row => row.Name == "Current Year Earnings").AccountId);
        Assert.Equal("7fc16c06-c342-4f32-995f-889b5f9996fd", rows.Single(row => row.Name == "Retained Earnings").AccountId);
    }

    [SpecFact(SpecFactAttribute.Xero)]
    public void The_published_trial_balance_is_read_with_codes_and_sides()
    {
        var table = Table("/Reports/TrialBalance");
        var organisation = new OrganisationRow("Books", null, null, null, "USD", new DateOnly(2001, 1, 1), null);

        var rows = XeroTrialBalance.Rows(organisation, [], table, table, new DateOnly(2019, 2, 1), new DateOnly(2019, 4, 24)).ToList();

        Assert.Equal((-1020.22m, 0m, 0m), Of("400"));
        Assert.Equal((36555.04m, 0m, 0m), Of("120"));
        Assert.Equal((-96.49m, 0m, 0m), Of("8002"));

        (decimal Closing, decimal Debit, decimal Credit) Of(string code) => (rows.Single(row => row.Code == code).Closing, rows.Single(row => row.Code == code).Debit, rows.Single(row => row.Code == code).Credit);
    }

    private XeroTable Table(string path) =>
        XeroTable.Of(spec.Examples.Single(example => example.Path == path && example.Status == "200").Value.Deserialize(XeroJson.Default.XeroReports)!);

    /// <summary>Passes calls on under the addresses of the specification, and keeps what the stand-in says of them.</summary>
    private sealed class Recorder(Uri api) : DelegatingHandler(new SocketsHttpHandler())
    {
        public ConcurrentQueue<string> Violations { get; } = [];

        public ConcurrentQueue<string> Operations { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            if (address.AbsolutePath == "/connections")
                return new HttpResponseMessage { Content = new StringContent(Connected, Encoding.UTF8, "application/json") };
            var path = address.AbsolutePath.Replace("/api.xro/2.0", "", StringComparison.Ordinal);
            request.RequestUri = new Uri(api, path + address.Query);
            var answer = await base.SendAsync(request, cancellationToken);
            Operations.Enqueue($"{request.Method.Method.ToLowerInvariant()} {path}");
            // What Prism finds in its own example answers is the specification's affair.
            if (answer.Headers.TryGetValues("sl-violations", out var found) && string.Concat(found) is var text && text.Contains("\"request\"", StringComparison.Ordinal))
                Violations.Enqueue($"{address.PathAndQuery}: {text}");
            else if (!answer.IsSuccessStatusCode)
                Violations.Enqueue($"{address.PathAndQuery}: {answer.StatusCode}");
            return answer;
        }
    }

    /// <summary>Answers with the published example of each path; journals end after the first page.</summary>
    private sealed class Canned(IReadOnlyList<PublishedExample> examples) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath.Replace("/api.xro/2.0", "", StringComparison.Ordinal);
            var body = request.RequestUri.Query.Contains("offset=", StringComparison.Ordinal) && !request.RequestUri.Query.EndsWith("offset=0", StringComparison.Ordinal)
                ? """{"Journals":[]}"""
                : examples.Single(example => example.Path == path && example.Status == "200").Value.GetRawText();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
