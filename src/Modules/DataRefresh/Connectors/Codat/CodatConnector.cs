using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using DataRefresh.Snapshots;

namespace DataRefresh.Connectors.Codat;

/// <summary>
/// Codat, which reads some twenty accounting packages and shows them alike. It has no trial balance; see
/// <see cref="Reports.TrialBalance"/>. Postings come from its <c>journalEntries</c>: its <c>journals</c> are only the
/// names of the books in which entries stand.
/// </summary>
internal sealed class CodatConnector(VendorHttp http, CodatOptions options, TimeProvider clock) : IConnector, IFirmKeys
{
    public const string VendorCode = "codat";
    private const string EngagementTag = "engagement";

    public string Code => VendorCode;

    public string Name => "Codat";

    /// <summary>Finds out whether Codat takes the firm's key.</summary>
    public Task CheckKey(string apiKey, CancellationToken token) =>
        new CodatClient(http, options, apiKey).Get("?page=1&pageSize=1", CodatJson.Default.CodatPage, token);

    /// <summary>Makes a company for this customer's data.</summary>
    public async Task<LinkOffer> OfferLink(string apiKey, string customerName, Guid engagementId, CancellationToken token)
    {
        var client = new CodatClient(http, options, apiKey);
        // Making a company cannot be repeated safely, so one whose answer got lost is found again by its tag.
        var company = await Find(client, engagementId, token) ?? await client.Create(
            new CodatNewCompany(
                CodatName.From(customerName),
                $"Engagement {engagementId:D}",
                new Dictionary<string, string> { [EngagementTag] = engagementId.ToString("D") }),
            token);
        return company.Id is { Length: > 0 } id && Uri.TryCreate(company.Redirect, UriKind.Absolute, out var grantAt)
            ? new LinkOffer(id, grantAt)
            : throw VendorFault.Bad(VendorFault.BadJson, "The new company has no id or no address to grant access.");
    }

    /// <summary>Reads whether the customer has granted access.</summary>
    public async Task<LinkState> ReadLink(string apiKey, string externalId, CancellationToken token)
    {
        var states = new List<string?>();
        await CodatPages.Read(
            new CodatClient(http, options, apiKey, externalId),
            "/connections",
            CodatJson.Default.CodatConnection,
            connection => connection.Id,
            connection =>
            {
                if (connection.SourceType is null or "Accounting")
                    states.Add(connection.Status);
                return ValueTask.CompletedTask;
            },
            token);
        // A company that was linked again keeps its dead connections.
        return states.Contains("Linked") ? LinkState.Linked
            : states.Exists(state => state is "Deauthorized" or "Unlinked") ? LinkState.Revoked
            : LinkState.Pending;
    }

    public async Task<IReadOnlyDictionary<DataSet, Readiness>> Prepare(Pull pull, CancellationToken token)
    {
        var link = await ReadLink(Key(pull), pull.ExternalId, token);
        if (link != LinkState.Linked)
            throw new ConnectorException(
                Trouble.GrantRevoked,
                link == LinkState.Pending ? VendorFault.GrantMissing : VendorFault.GrantRevoked,
                "The customer's accounting package is not linked.");
        return await new CodatSync(Client(pull), clock).Run(pull.DataSets, token);
    }

    public async Task<DataSetState> Fetch(Pull pull, DataSet set, IRowSink rows, CancellationToken token)
    {
        var client = Client(pull);
        switch (set)
        {
            case DataSet.Organisation:
                await rows.Add(CodatRows.Organisation(await client.Get("/data/info", CodatJson.Default.CodatInfo, token)), token);
                return DataSetState.Stored;
            case DataSet.Accounts:
                return await List("/data/accounts", CodatJson.Default.CodatAccount, one => one.Id, one => Maybe(CodatRows.Account(one)));
            case DataSet.Customers:
                return await List("/data/customers", CodatJson.Default.CodatParty, one => one.Id, one => Maybe(CodatRows.Party(one)));
            case DataSet.Suppliers:
                return await List("/data/suppliers", CodatJson.Default.CodatParty, one => one.Id, one => Maybe(CodatRows.Party(one)));
            case DataSet.SalesInvoices:
                return await List("/data/invoices", CodatJson.Default.CodatInvoice, one => one.Id, CodatRows.Invoice);
            case DataSet.PurchaseInvoices:
                return await List("/data/bills", CodatJson.Default.CodatInvoice, one => one.Id, CodatRows.Invoice);
            case DataSet.Ledger:
                return await List("/data/journalEntries", CodatJson.Default.CodatJournalEntry, one => one.Id, one => CodatRows.Ledger(one, pull.From, pull.To));
            case DataSet.ProfitAndLoss:
                var months = await client.Get(Statement("profitAndLoss", pull), CodatJson.Default.CodatProfitAndLosses, token);
                return await All(CodatStatements.ProfitAndLosses(months, pull.From, pull.To));
            case DataSet.BalanceSheet:
                var sheets = await client.Get(Statement("balanceSheet", pull), CodatJson.Default.CodatBalanceSheets, token);
                return await All(CodatStatements.BalanceSheets(sheets, pull.From, pull.To));
            case DataSet.AgedReceivables:
                return await Aged("agedDebtor");
            case DataSet.AgedPayables:
                return await Aged("agedCreditor");
            default:
                return DataSetState.NotSupported;
        }

        async Task<DataSetState> List<T, TRow>(string list, JsonTypeInfo<T> type, Func<T, string?> idOf, Func<T, IEnumerable<TRow>> map)
            where TRow : class
        {
            await CodatPages.Read(client, list, type, idOf, one => AddAll(map(one)), token);
            return DataSetState.Stored;
        }

        async Task<DataSetState> All<TRow>(IEnumerable<TRow> found)
            where TRow : class
        {
            await AddAll(found);
            return DataSetState.Stored;
        }

        async ValueTask AddAll<TRow>(IEnumerable<TRow> found)
            where TRow : class
        {
            foreach (var row in found)
                await rows.Add(row, token);
        }

        async Task<DataSetState> Aged(string report)
        {
            if (!await client.Get($"/reports/{report}/available", CodatJson.Default.Boolean, token))
                return DataSetState.NotSupported;
            // Codat counts up to but not including the report date, so the last day needs the next one.
            var date = pull.To.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var aged = await client.Get(
                $"/reports/{report}?reportDate={date}&numberOfPeriods={options.AgeingPeriods}&periodLengthDays={options.AgeingDays}",
                CodatJson.Default.CodatAgedReport,
                token);
            return await All((aged.Data ?? []).SelectMany(party => CodatRows.Aged(party, pull.To)));
        }
    }

    private static IEnumerable<TRow> Maybe<TRow>(TRow? row)
        where TRow : class => row is null ? [] : [row];

    private static async Task<CodatCompany?> Find(CodatClient client, Guid engagementId, CancellationToken token)
    {
        var id = engagementId.ToString("D");
        CodatCompany? found = null;
        await client.Get(
            $"?page=1&pageSize=10&tags={Uri.EscapeDataString($"{EngagementTag}={id}")}",
            answer => answer.Records("results", CodatJson.Default.CodatCompany, CodatJson.Default.CodatPage, company =>
            {
                if (company.Tags?.GetValueOrDefault(EngagementTag) == id)
                    found ??= company;
                return ValueTask.CompletedTask;
            }),
            token);
        return found;
    }

    private CodatClient Client(Pull pull) => new(http, options, Key(pull), pull.ExternalId);

    private static string Key(Pull pull) => ((FirmKey)pull.Access).Secret;

    private string Statement(string name, Pull pull)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return $"/data/financials/{name}?periodLength=1&periodsToCompare={CodatStatements.Months(pull.From, today)}";
    }
}
