using System.Text.Json;
using DataRefresh.Connections;
using DataRefresh.Dashboard;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Connectors.OAuth;

/// <summary>
/// The door of a vendor with OAuth 2: the contact is sent to the vendor's consent page and comes back with a code (RFC 6749
/// §4.1, with the proof of RFC 7636). Returns are recognised by a state that is random, good for one return by the contact
/// it was made for, and gone after an hour.
/// </summary>
internal abstract class OAuthDoor(DataRefreshDb db, Vault vault, TokenKeeper keeper, TokenEndpoint endpoint, PublicAddress address, TimeProvider clock) : IDoor
{
    private const string Denied = "access_denied";

    public string Connector => endpoint.App.Connector;

    public DoorKey Key => endpoint.App.IsSetUp ? DoorKey.OfOperator : DoorKey.OperatorMissing;

    public async Task<Access> Open(Connection connection, CancellationToken token)
    {
        endpoint.App.Check();
        return await HasTokens(connection, token)
            ? AccessTo(connection)
            : throw new ConnectorException(Trouble.GrantRevoked, VendorFault.GrantRevoked, "The customer's grant is over.");
    }

    public async Task<LinkOffer> Offer(EngagementRow row, Person contact, CancellationToken token)
    {
        endpoint.App.Check();
        // What was granted before is let go: from here on the customer is asked anew.
        db.ConnectionTokens.RemoveRange(await db.ConnectionTokens.Where(t => t.EngagementId == row.EngagementId).ToListAsync(token));
        var consent = await db.Consents.SingleOrDefaultAsync(c => c.EngagementId == row.EngagementId, token);
        if (consent is null)
            db.Consents.Add(consent = Consent.For(row.FirmId, row.EngagementId));
        var secret = ConsentSecret.New(address.Of("/portal/data-refresh/connections/return"));
        var sealedSecret = vault.Seal(row.FirmId, Consent.Purpose(row.EngagementId), JsonSerializer.Serialize(secret, TokenJson.Default.ConsentSecret));
        consent.Offer(contact.MembershipId, secret.State, sealedSecret, clock.GetUtcNow());
        return new LinkOffer("", endpoint.App.AuthoriseAt);
    }

    public async Task<Uri?> GrantAt(Connection connection, Person contact, CancellationToken token)
    {
        var consent = await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.EngagementId == connection.EngagementId, token);
        return consent is not null && endpoint.App.IsSetUp && consent.IsOpenTo(contact.MembershipId, clock.GetUtcNow()) && SecretOf(consent) is { } secret
            ? endpoint.App.GrantAt(secret)
            : null;
    }

    public async Task<LinkReturn?> Return(VendorReturn returned, Person contact, CancellationToken token)
    {
        if (returned.State is not { Length: > 0 } state)
            return null;
        var hash = Consent.HashOf(state);
        var consent = await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.StateHash == hash, token);
        var connection = consent is null ? null : await db.Connections.SingleOrDefaultAsync(c => c.EngagementId == consent.EngagementId, token);
        if (connection?.Connector != Connector)
            return null;

        var isTheirs = await db.RowsOf(contact).AnyAsync(r => r.EngagementId == connection.EngagementId, token);
        if (!isTheirs || connection.State != ConnectionState.Pending || !consent!.IsOpenTo(contact.MembershipId, clock.GetUtcNow())
            || SecretOf(consent) is not { } secret)
            return new LinkReturn(LinkOutcome.Stale);
        // The one who takes it away is the one who may go on, of however many that come back at once.
        if (await db.Consents.Where(c => c.StateHash == hash).ExecuteDeleteAsync(token) == 0)
            return new LinkReturn(LinkOutcome.Stale);

        return returned switch
        {
            { Code.Length: > 0 } => await Granted(connection, returned.Code, secret, token),
            { Error: null or Denied } => new LinkReturn(LinkOutcome.Left, connection),
            _ => throw new ConnectorException(Trouble.AppRefused, VendorFault.AppRefused, "The vendor's consent page refuses this installation."),
        };
    }

    public async Task<LinkState> Read(Connection connection, CancellationToken token)
    {
        if (!await HasTokens(connection, token))
            return LinkState.Pending;
        // What could not be read when the contact came back; several books wait for the contact.
        if (connection.ExternalId.Length == 0 && await Choices(connection, token) is [var only])
            connection.Choose(only.ExternalId);
        return connection.ExternalId.Length > 0 ? LinkState.Linked : LinkState.Pending;
    }

    public async Task<IReadOnlyList<LinkChoice>> Choices(Connection connection, CancellationToken token) =>
        connection is { State: ConnectionState.Pending, ExternalId: "" } && await HasTokens(connection, token)
            ? await Books(AccessTo(connection), token)
            : [];

    /// <summary>The books that this grant opens.</summary>
    protected abstract Task<IReadOnlyList<LinkChoice>> Books(TokenAccess access, CancellationToken token);

    private async Task<LinkReturn> Granted(Connection connection, string code, ConsentSecret secret, CancellationToken token)
    {
        try
        {
            // Not with the browser's token: a code is good for one use, and what it gave must be kept.
            var (pair, expiresAt) = await endpoint.Exchange(code, secret, CancellationToken.None);
            var sealedPair = keeper.Seal(HolderOf(connection), Connector, pair);
            await db.ConnectionTokens.Where(t => t.EngagementId == connection.EngagementId).ExecuteDeleteAsync(CancellationToken.None);
            db.ConnectionTokens.Add(ConnectionTokens.Granted(connection.FirmId, connection.EngagementId, sealedPair, expiresAt));
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (ConnectorException bad) when (bad.Trouble == Trouble.GrantRevoked)
        {
            return new LinkReturn(LinkOutcome.Stale);
        }

        IReadOnlyList<LinkChoice> books;
        try
        {
            books = await Choices(connection, token);
        }
        catch (ConnectorException later) when (later.Trouble != Trouble.GrantRevoked)
        {
            // The grant is kept, and read when the vendor answers again.
            return new LinkReturn(LinkOutcome.Awaited, connection);
        }

        if (books.Count > 1)
            return new LinkReturn(LinkOutcome.Choose, connection);
        if (books is [var only])
            connection.Choose(only.ExternalId);
        else
            await db.ConnectionTokens.Where(t => t.EngagementId == connection.EngagementId).ExecuteDeleteAsync(token);
        return new LinkReturn(books.Count == 1 ? LinkOutcome.Back : LinkOutcome.Left, connection);
    }

    private Task<bool> HasTokens(Connection connection, CancellationToken token) =>
        db.ConnectionTokens.AnyAsync(t => t.EngagementId == connection.EngagementId && t.RefusedAt == null, token);

    private KeptTokens AccessTo(Connection connection) => new(keeper, endpoint, HolderOf(connection));

    private static TokenHolder HolderOf(Connection connection) => new(connection.FirmId, connection.EngagementId);

    private ConsentSecret? SecretOf(Consent consent) =>
        vault.Open(consent.FirmId, Consent.Purpose(consent.EngagementId), consent.Sealed) is { Secret: { } secret }
            ? JsonSerializer.Deserialize(secret, TokenJson.Default.ConsentSecret)
            : null;
}
