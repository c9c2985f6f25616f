using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using DataRefresh.Connectors.OAuth;
using DataRefresh.Snapshots;
using DataRefresh.TrialBalances;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// Xero. Statements are display rows, asked for month by month; ageing is counted from open invoices; the ledger is there
/// only where the grant covers journals, and without it the trial balance is Xero's own.
/// </summary>
internal sealed class XeroConnector(VendorHttp http, XeroOptions options) : IConnector
{
    public const string VendorCode = "xero";

    public string Code => VendorCode;

    public string Name => "Xero";

    public async Task<IReadOnlyDictionary<DataSet, Readiness>> Prepare(Pull pull, CancellationToken token)
    {
        await CheckGrant(pull, token);
        return pull.DataSets.Distinct().ToDictionary(set => set, set => new Readiness(
            set == DataSet.Ledger && !options.AsksForJournals() ? DataSetState.NoPermission : DataSetState.Pending));
    }

    public async Task<DataSetState> Fetch(Pull pull, DataSet set, IRowSink rows, CancellationToken token)
    {
        try
        {
            await Read(pull, set, rows, token);
            return DataSetState.Stored;
        }
        catch (ConnectorException refused) when (refused.Code == XeroRefusal.NotGranted)
        {
            await CheckGrant(pull, token);
            // Without this one there would be nothing at all: the contact has to grant more.
            if (set == DataSet.Organisation)
                throw new ConnectorException(Trouble.GrantRevoked, VendorFault.GrantMissing, "The grant does not cover the organisation itself.", inner: refused);
            return DataSetState.NoPermission;
        }
    }

    private async Task Read(Pull pull, DataSet set, IRowSink rows, CancellationToken token)
    {
        var (client, tenant) = (Client(pull), pull.ExternalId);
        switch (set)
        {
            case DataSet.Organisation:
                await rows.Add(await Organisation(), token);
                break;
            case DataSet.Accounts:
                await Accounts(account => Add(XeroRows.Account(account)));
                break;
            case DataSet.Customers:
                await Contacts("IsCustomer", contact => contact.IsCustomer == true);
                break;
            case DataSet.Suppliers:
                await Contacts("IsSupplier", contact => contact.IsSupplier == true);
                break;
            case DataSet.SalesInvoices:
                await Invoices("ACCREC", "", invoice => AddAll(XeroRows.Invoice(invoice)));
                break;
            case DataSet.PurchaseInvoices:
                await Invoices("ACCPAY", "", invoice => AddAll(XeroRows.Invoice(invoice)));
                break;
            case DataSet.AgedReceivables:
                await Aged("ACCREC");
                break;
            case DataSet.AgedPayables:
                await Aged("ACCPAY");
                break;
            case DataSet.Ledger:
                await XeroPages.ReadJournals(client, tenant, journal => AddAll(XeroRows.Ledger(journal, pull.From, pull.To)), token);
                break;
            case DataSet.ProfitAndLoss:
                await Statement(
                    pull.From,
                    months => $"ProfitAndLoss?fromDate={Iso(months.Newest)}&toDate={Iso(months.Last)}{(months.Count > 1 ? Back(months.Count - 1) : "")}",
                    XeroStatements.ProfitAndLoss);
                break;
            case DataSet.BalanceSheet:
                // From the eve of the period, whose balance sheet holds the opening balances. Alone, a month would come with the
                // one of a year before.
                await Statement(
                    pull.From.AddDays(-1),
                    months => $"BalanceSheet?date={Iso(months.Last)}{Back(Math.Max(1, months.Count - 1))}",
                    XeroStatements.BalanceSheet);
                break;
            case DataSet.TrialBalance:
                await OwnTrialBalance();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(set), set, "Xero has no such data set.");
        }

        async Task<OrganisationRow> Organisation() =>
            (await client.Get(tenant, "Organisation", XeroJson.Default.XeroOrganisations, token)).Organisations is [{ } organisation, ..]
                ? XeroRows.Organisation(organisation)
                : throw VendorFault.Bad(VendorFault.BadJson, "Xero names no organisation.");

        Task Accounts(Func<XeroAccount, ValueTask> take) =>
            XeroPages.ReadWhole(client, tenant, "Accounts", XeroJson.Default.XeroAccount, account => account.AccountId, take, token);

        Task Contacts(string which, Func<XeroContact, bool> isWanted) => Pages(
            "Contacts", $"&includeArchived=true&where={which}%3D%3Dtrue", XeroJson.Default.XeroContact, contact => contact.ContactId,
            contact => isWanted(contact) ? Add(XeroRows.Party(contact)) : ValueTask.CompletedTask);

        Task Invoices(string type, string which, Func<XeroInvoice, ValueTask> take) => Pages(
            "Invoices", $"{which}&where={Uri.EscapeDataString($"Type==\"{type}\"")}", XeroJson.Default.XeroInvoice, invoice => invoice.InvoiceId,
            invoice => invoice.Type is null || invoice.Type == type ? take(invoice) : ValueTask.CompletedTask);

        async Task Aged(string type)
        {
            var ageing = new XeroAgeing(pull.To);
            await Invoices(type, "&Statuses=AUTHORISED", invoice =>
            {
                ageing.Add(invoice);
                return ValueTask.CompletedTask;
            });
            await AddAll(ageing.Rows);
        }

        async Task Statement(DateOnly from, Func<XeroMonths, string> ask, Func<XeroTable, int, DateOnly, IEnumerable<StatementRow>> read)
        {
            var printed = new List<StatementRow>();
            foreach (var months in XeroMonths.Between(from, pull.To))
            {
                var table = await Table($"{ask(months)}&standardLayout=true");
                foreach (var (column, month) in months.Columns(table.Heads).Index())
                    printed.AddRange(read(table, column, month));
            }

            await AddAll(printed.OrderBy(row => row.To));
        }

        async Task OwnTrialBalance()
        {
            var organisation = await Organisation();
            var accounts = new List<XeroAccount>();
            await Accounts(account =>
            {
                accounts.Add(account);
                return ValueTask.CompletedTask;
            });
            var year = TrialBalance.YearStart(organisation, pull.To);
            var first = pull.From > year ? pull.From : year;
            await AddAll(XeroTrialBalance.Rows(
                organisation,
                accounts,
                await Table($"TrialBalance?date={Iso(first.AddDays(-1))}"),
                await Table($"TrialBalance?date={Iso(pull.To)}"),
                first,
                pull.To));
        }

        async Task<XeroTable> Table(string report) => XeroTable.Of(await client.Get(tenant, $"Reports/{report}", XeroJson.Default.XeroReports, token));

        Task Pages<T>(string list, string query, JsonTypeInfo<T> type, Func<T, string?> idOf, Func<T, ValueTask> take) =>
            XeroPages.Read(client, tenant, list, query, type, idOf, take, token);

        ValueTask Add<TRow>(TRow? row)
            where TRow : class => row is null ? ValueTask.CompletedTask : rows.Add(row, token);

        async ValueTask AddAll<TRow>(IEnumerable<TRow> found)
            where TRow : class
        {
            foreach (var row in found)
                await rows.Add(row, token);
        }
    }

    /// <summary>Whether the organisation is still among those that the grant opens.</summary>
    private async Task CheckGrant(Pull pull, CancellationToken token)
    {
        var granted = await Client(pull).Connections(authEvent: null, token);
        if (!granted.Exists(connection => $"{connection.TenantId:D}".Equals(pull.ExternalId, StringComparison.OrdinalIgnoreCase)))
            throw new ConnectorException(Trouble.GrantRevoked, VendorFault.GrantRevoked, "The organisation is not connected at Xero any more.");
    }

    private static string Back(int periods) => $"&periods={periods}&timeframe=MONTH";

    private XeroClient Client(Pull pull) => new(http, options, (TokenAccess)pull.Access);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
