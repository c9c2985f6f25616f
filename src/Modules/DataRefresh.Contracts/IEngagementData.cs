namespace DataRefresh.Contracts;

/// <summary>Whoever leads a person to an engagement's data asks here how it stands now.</summary>
public interface IEngagementData
{
    /// <summary>How the data of one engagement stands; that of an engagement not heard of yet is as if nothing had been done.</summary>
    Task<DataStanding> Of(Guid firmId, Guid engagementId, CancellationToken token);
}

/// <summary>How the data of one engagement stands.</summary>
/// <param name="Connector">The connector as it is known there by now; a change elsewhere takes a moment to arrive.</param>
/// <param name="Link">The customer's link to the accounting package.</param>
/// <param name="KeyMissing">The connector cannot be used: the firm has no key for it, or the vendor refuses it.</param>
/// <param name="Reading">Data is being read right now.</param>
/// <param name="StoredAt">When data last arrived.</param>
public sealed record DataStanding(string? Connector, LinkStanding Link, bool KeyMissing, bool Reading, DateTimeOffset? StoredAt);

/// <summary>How far the customer's link to the accounting package has come.</summary>
public enum LinkStanding
{
    /// <summary>Never granted, or not to the end.</summary>
    Missing,

    /// <summary>Credentials are older than the introduction of Data Refresh at the firm.</summary>
    Outdated,

    /// <summary>The grant was withdrawn or ran out.</summary>
    Revoked,

    /// <summary>Granted, and recent enough.</summary>
    Connected,
}
