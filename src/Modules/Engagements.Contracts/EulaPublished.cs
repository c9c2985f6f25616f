namespace Engagements.Contracts;

/// <summary>A new version of the firm's EULA was published. Versions never change.</summary>
/// <param name="Number">1, 2, 3 … within the firm.</param>
/// <param name="RequiredNumber">The newest material version: an engagement needs an acceptance of this one or a newer one.</param>
public sealed record EulaPublished(Guid FirmId, int Number, int RequiredNumber, DateTimeOffset PublishedAt)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "engagements.eula-published.v1";
}
