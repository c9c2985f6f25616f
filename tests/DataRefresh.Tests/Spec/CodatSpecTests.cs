using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using DataRefresh.Connectors;
using DataRefresh.Connectors.Codat;
using DataRefresh.Snapshots;
using DataRefresh.Tests.Connectors;

namespace DataRefresh.Tests.Spec;

public sealed class CodatSpecTests(CodatSpec spec) : IClassFixture<CodatSpec>
{
    private const string Company = "8a210b68-6988-11ed-a1eb-0242ac120002";

    [SpecFact]
    public async Task Every_request_we_make_is_one_that_the_specification_knows()
    {
        var wire = new Recorder();
        await using var codat = new CodatUnderTest(spec.Api, options => options with { SettleFor = TimeSpan.Zero, QueueSinglyUpTo = 6 }, wire: wire);
        var connector = codat.Connector;
        var everything = CodatUnderTest.PullOf(Company, Enum.GetValues<DataSet>());

        await connector.CheckKey("key", default);
        // The stand-in's answers are examples: they do not hold together, so pages never end and nothing is found again.
        await Try(() => connector.OfferLink("key", "Łódź & Söhne (1) #2", Guid.NewGuid(), default));
        await Try(() => connector.ReadLink("key", Company, default));
        await Try(() => connector.Prepare(everything, default));
        await Try(() => new CodatSync(new CodatClient(codat.Http, codat.Options, "key", Company), TimeProvider.System).Run(everything.DataSets, default));
        await Try(() => new CodatSync(new CodatClient(codat.Http, codat.Options, "key", Company), TimeProvider.System).Run([DataSet.Ledger, DataSet.AgedPayables], default));
        foreach (var set in everything.DataSets)
            await Try(() => connector.Fetch(everything, set, new RowList(), default));

        Assert.Empty(wire.Violations);
        var asked = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "DataRefresh.Tests", "Spec", "codat-operations.txt"));
        Assert.Equal(asked.Order(StringComparer.Ordinal), wire.Operations.Distinct().Order(StringComparer.Ordinal));
    }

    [SpecFact]
    public async Task Every_published_example_can_be_read_and_becomes_rows()
    {
        var answers = spec.Examples.Where(example => example.Status == "200").ToList();
        Assert.True(answers.Count > 150, $"There are {answers.Count} examples.");
        foreach (var example in answers)
        {
            try
            {
                await Read(example);
            }
            catch (Exception unreadable)
            {
                Assert.Fail($"{example.Method} {example.Path} '{example.Name}': {unreadable}");
            }
        }
    }

    private static async Task Try(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ConnectorException)
        {
            // What is tested is what was asked.
        }
    }

    // Each example is served as the answer to the very call that it is an example of.
    private static async Task Read(PublishedExample example)
    {
        await using var codat = new CodatUnderTest(new Uri("http://spec.invalid"), wire: new Canned(example));
        var pull = CodatUnderTest.PullOf(Company) with { From = new DateOnly(1980, 1, 1), To = new DateOnly(2030, 1, 1) };
        if (SetOf(example.Path) is { } set)
        {
            var rows = new RowList();
            Assert.Equal(DataSetState.Stored, await codat.Connector.Fetch(pull, set, rows, default));
            Assert.True(rows.Rows.Count > 0 || !HasLiveRecords(example.Value));
        }
        else if (example.Path.EndsWith("/connections", StringComparison.Ordinal))
        {
            await codat.Connector.ReadLink("key", Company, default);
        }
        else if (example.Path.EndsWith("/dataStatus", StringComparison.Ordinal))
        {
            var states = await new CodatClient(codat.Http, codat.Options, "key", Company).Get("/dataStatus", CodatJson.Default.DictionaryStringCodatSyncState, default);
            Assert.Contains(states, state => state is { Key: "journalEntries", Value.CurrentStatus: "Complete" });
        }
        else if (example.Method == "post")
        {
            var company = await new CodatClient(codat.Http, codat.Options, "key").Create(new CodatNewCompany("A", "B", []), default);
            Assert.NotNull(company.Redirect);
        }
        else
        {
            await codat.Connector.CheckKey("key", default);
        }
    }

    // Statements and ageing may be empty; deleted records become no rows.
    private static bool HasLiveRecords(JsonElement answer) =>
        answer.TryGetProperty("results", out var records)
        && records.EnumerateArray().Any(record => !(record.TryGetProperty("metadata", out var about) && about.GetProperty("isDeleted").GetBoolean()));

    private static DataSet? SetOf(string path) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "info" => DataSet.Organisation,
        "accounts" => DataSet.Accounts,
        "customers" => DataSet.Customers,
        "suppliers" => DataSet.Suppliers,
        "invoices" => DataSet.SalesInvoices,
        "bills" => DataSet.PurchaseInvoices,
        "journalEntries" => DataSet.Ledger,
        "profitAndLoss" => DataSet.ProfitAndLoss,
        "balanceSheet" => DataSet.BalanceSheet,
        "agedDebtor" => DataSet.AgedReceivables,
        "agedCreditor" => DataSet.AgedPayables,
        _ => null,
    };

    /// <summary>Passes calls on and keeps what the stand-in says of them.</summary>
    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
    {
        public ConcurrentQueue<string> Violations { get; } = [];

        public ConcurrentQueue<string> Operations { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var path = request.RequestUri!.AbsolutePath.Replace(Company, "{companyId}", StringComparison.Ordinal);
            path = path.Contains("/queue/", StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] + "/{dataType}" : path;
            Operations.Enqueue($"{request.Method.Method.ToLowerInvariant()} {path}");
            // What Prism finds in its own example answers is the specification's affair.
            if (answer.Headers.TryGetValues("sl-violations", out var found) && string.Concat(found) is var text && text.Contains("\"request\"", StringComparison.Ordinal))
                Violations.Enqueue($"{request.RequestUri.PathAndQuery}: {text}");
            else if (!answer.IsSuccessStatusCode)
                Violations.Enqueue($"{request.RequestUri.PathAndQuery}: {answer.StatusCode}");
            return answer;
        }
    }

    /// <summary>Answers with an example, its paging closed: examples name a next page and thousands of records.</summary>
    private sealed class Canned(PublishedExample example) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isAvailable = request.RequestUri!.AbsolutePath.EndsWith("/available", StringComparison.Ordinal);
            return Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(isAvailable ? "true" : OnePage(), Encoding.UTF8, "application/json"),
            });
        }

        private string OnePage()
        {
            if (!example.Value.TryGetProperty("results", out _))
                return example.Value.GetRawText();
            var members = example.Value.EnumerateObject().Where(member => member.Name is not ("_links" or "totalResults"));
            return JsonSerializer.Serialize(members.ToDictionary(member => member.Name, member => member.Value));
        }
    }
}
