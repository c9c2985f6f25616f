namespace DataRefresh.Contracts;

/// <summary>The contact of an engagement granted access to the accounting package.</summary>
/// <param name="ConnectedAt">When the grant was noticed: credentials count as entered then.</param>
public sealed record CustomerConnected(Guid FirmId, Guid EngagementId, DateTimeOffset ConnectedAt)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "data-refresh.customer-connected.v1";
}
