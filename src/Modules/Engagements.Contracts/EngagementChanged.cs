namespace Engagements.Contracts;

/// <summary>An engagement was created, changed or archived, or something shown with it was (a name, a team, an acceptance).</summary>
/// <param name="Version">Grows with every change; apply only a newer one.</param>
/// <param name="ContactId">The contact person, whose portal login has the same id.</param>
/// <param name="Package">Code from DataRefresh.Contracts' list of accounting packages.</param>
/// <param name="Connector">Code of the connector that reads the package without the customer, or null: not online.</param>
/// <param name="LegalCoverOn">When the firm marked that contract and agreement cover this data provision; null: not yet.</param>
/// <param name="AcceptedEula">Number of the newest EULA version that the contact accepted for this engagement; 0: none.</param>
/// <param name="FinancialYearStart">First month of the customer's financial year, 1 to 12.</param>
/// <param name="ReadFrom">First day to read, where the engagement departs from the start of the previous financial year.</param>
/// <param name="VisibleTo">Owner, creator and team: the staff users with "own" rights who see it.</param>
public sealed record EngagementChanged(
    Guid FirmId,
    Guid EngagementId,
    long Version,
    string Title,
    Guid CustomerId,
    string CustomerName,
    Guid? ContactId,
    string? ContactName,
    string? ContactEmail,
    Guid OwnerId,
    string OwnerName,
    string Package,
    string? Connector,
    RequestedScope Scope,
    DateOnly? LegalCoverOn,
    int AcceptedEula,
    int FinancialYearStart,
    DateOnly? ReadFrom,
    bool Archived,
    IReadOnlyList<Guid> VisibleTo)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "engagements.engagement-changed.v1";

    /// <summary>The staff user who is responsible for the customer.</summary>
    public Guid? ResponsibleId { get; init; }

    /// <summary>When the contact was last asked for data, or to repair what keeps it from being read.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>When that request ran out unanswered; null while it did not.</summary>
    public DateTimeOffset? RequestExpiredAt { get; init; }
}

/// <summary>What is read for an engagement.</summary>
public enum RequestedScope
{
    /// <summary>Statements, balances and the ledger.</summary>
    Financials,

    /// <summary>Suppliers and purchase invoices.</summary>
    SpendDetail,

    /// <summary>Both.</summary>
    Both,
}
