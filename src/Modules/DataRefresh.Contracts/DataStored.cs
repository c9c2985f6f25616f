namespace DataRefresh.Contracts;

/// <summary>Data of an engagement arrived and was stored: by a refresh, by the customer's own fetch or by an upload.</summary>
/// <param name="StoredAt">When it was complete.</param>
public sealed record DataStored(Guid FirmId, Guid EngagementId, DateTimeOffset StoredAt)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "data-refresh.data-stored.v1";
}
