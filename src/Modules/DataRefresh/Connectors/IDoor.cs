using DataRefresh.Connections;
using DataRefresh.Dashboard;
using SharedKernel.Access;

namespace DataRefresh.Connectors;

/// <summary>
/// How the links of one vendor's connector come about, and what then opens the vendor's door. It works in the scope of one
/// firm, on its context; what it adds or changes there is saved by whoever asked, unless it says otherwise.
/// </summary>
internal interface IDoor
{
    /// <summary>Code of the connector that it belongs to.</summary>
    string Connector { get; }

    DoorKey Key { get; }

    /// <summary>What opens the vendor's door for this connection.</summary>
    /// <exception cref="ConnectorException">Nothing does: <see cref="Trouble.NotSetUp"/> or <see cref="Trouble.GrantRevoked"/>.</exception>
    Task<Access> Open(Connection connection, CancellationToken token);

    /// <summary>Prepares a place at the vendor for this customer's data, where the contact grants access.</summary>
    Task<LinkOffer> Offer(EngagementRow row, Person contact, CancellationToken token);

    /// <summary>Where this contact grants access to what was offered; null when it must be offered anew.</summary>
    Task<Uri?> GrantAt(Connection connection, Person contact, CancellationToken token);

    /// <summary>Takes up what the vendor sends a contact back with; null when it does not come from this vendor.</summary>
    Task<LinkReturn?> Return(VendorReturn returned, Person contact, CancellationToken token);

    /// <summary>Reads whether the customer has granted access.</summary>
    Task<LinkState> Read(Connection connection, CancellationToken token);

    /// <summary>The books that the customer's grant opens, where a contact may have to say which.</summary>
    Task<IReadOnlyList<LinkChoice>> Choices(Connection connection, CancellationToken token);
}

/// <summary>Who holds the key to a vendor's API.</summary>
internal enum DoorKey
{
    /// <summary>Each firm has one of its own, entered at Settings > Connectors.</summary>
    OfFirm,

    /// <summary>The operator registered this installation with the vendor, for all firms.</summary>
    OfOperator,

    /// <summary>The operator would have to register it first.</summary>
    OperatorMissing,
}

/// <summary>The vendor's id for the customer, and where the contact goes to grant access.</summary>
/// <param name="ExternalId">Empty where the vendor tells it only after the grant.</param>
internal sealed record LinkOffer(string ExternalId, Uri GrantAt);

/// <summary>What a vendor sends a contact back with.</summary>
internal sealed record VendorReturn(string? CompanyId, string? Code, string? State, string? Error);

/// <param name="Connection">Null when the return belongs to none of this contact's.</param>
internal sealed record LinkReturn(LinkOutcome Outcome, Connection? Connection = null);

internal enum LinkOutcome
{
    /// <summary>Whether access was granted is now to be read from the vendor.</summary>
    Back,

    /// <summary>Access was granted, and what it opens cannot be read right now.</summary>
    Awaited,

    /// <summary>Access was granted to several books: the contact says which.</summary>
    Choose,

    /// <summary>The contact came back without granting access.</summary>
    Left,

    /// <summary>It was used before, is too old, or was made for somebody else: nothing was done.</summary>
    Stale,
}

internal enum LinkState
{
    Pending,
    Linked,
    Revoked,
}

/// <summary>One of the books that a grant opens.</summary>
public sealed record LinkChoice(string ExternalId, string Name);

internal static class Doors
{
    public static IDoor Of(this IEnumerable<IDoor> doors, string connector) => doors.Single(door => door.Connector == connector);
}
