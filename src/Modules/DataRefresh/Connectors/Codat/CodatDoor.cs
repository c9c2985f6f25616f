using DataRefresh.Connections;
using DataRefresh.Dashboard;
using SharedKernel.Access;

namespace DataRefresh.Connectors.Codat;

/// <summary>Codat's link page: a company is made for each customer, and Codat tells whether an accounting package is linked to it.</summary>
internal sealed class CodatDoor(DataRefreshDb db, CodatConnector codat, Vault vault) : IDoor
{
    public string Connector => CodatConnector.VendorCode;

    public DoorKey Key => DoorKey.OfFirm;

    public async Task<Access> Open(Connection connection, CancellationToken token) => new FirmKey(await FirmKey(token));

    public async Task<LinkOffer> Offer(EngagementRow row, Person contact, CancellationToken token) =>
        await codat.OfferLink(await FirmKey(token), row.CustomerName, row.EngagementId, token);

    public Task<Uri?> GrantAt(Connection connection, Person contact, CancellationToken token) =>
        Task.FromResult(Uri.TryCreate(connection.GrantAt, UriKind.Absolute, out var address) ? address : null);

    public async Task<LinkReturn?> Return(VendorReturn returned, Person contact, CancellationToken token)
    {
        if (returned.CompanyId is not { Length: > 0 } company)
            return null;
        var connection = await db.Connections
            .Where(c => c.Connector == CodatConnector.VendorCode && db.RowsOf(contact).Any(r => r.EngagementId == c.EngagementId))
            .SingleOrDefaultAsync(c => c.ExternalId == company, token);
        return new LinkReturn(connection is null ? LinkOutcome.Stale : LinkOutcome.Back, connection);
    }

    public async Task<LinkState> Read(Connection connection, CancellationToken token) =>
        await codat.ReadLink(await FirmKey(token), connection.ExternalId, token);

    public Task<IReadOnlyList<LinkChoice>> Choices(Connection connection, CancellationToken token) =>
        Task.FromResult<IReadOnlyList<LinkChoice>>([]);

    private async Task<string> FirmKey(CancellationToken token) =>
        await db.OpenKey(vault, CodatConnector.VendorCode, token)
        ?? throw new ConnectorException(Trouble.NotSetUp, VendorFault.ConnectorKeyMissing, "The firm has no key for Codat that works.");
}
