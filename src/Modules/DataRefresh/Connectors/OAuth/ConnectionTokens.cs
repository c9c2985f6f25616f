using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Connectors.OAuth;

/// <summary>
/// What a customer's grant gave us, and the lock under which it is renewed: the row is claimed with a lease and a fencing
/// number, so that one host asks the vendor while all others wait for what it saves. See <see cref="TokenKeeper"/>.
/// </summary>
internal sealed class ConnectionTokens : IFirmOwned
{
    private ConnectionTokens()
    {
    }

    public Guid EngagementId { get; private init; }

    public Guid FirmId { get; private init; }

    /// <summary>A <see cref="TokenPair"/>, sealed with <see cref="Purpose"/>; empty once the vendor refused it.</summary>
    public byte[] Sealed { get; private set; } = [];

    /// <summary>When the access token runs out.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Another one with each new pair.</summary>
    public Guid Version { get; private set; }

    /// <summary>Counts the claims: only the newest one may save.</summary>
    public long Fence { get; private set; }

    /// <summary>Until when somebody renews it; null when nobody does.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>When the vendor said that the grant is over: nobody asks again.</summary>
    public DateTimeOffset? RefusedAt { get; private set; }

    public static string Purpose(string connector, Guid engagementId) => $"connection-tokens:{connector}:{engagementId:D}";

    public static ConnectionTokens Granted(Guid firmId, Guid engagementId, byte[] sealedPair, DateTimeOffset expiresAt) => new()
    {
        FirmId = firmId,
        EngagementId = engagementId,
        Sealed = sealedPair,
        ExpiresAt = expiresAt,
        Version = Guid.CreateVersion7(),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<ConnectionTokens>
    {
        public void Configure(EntityTypeBuilder<ConnectionTokens> tokens)
        {
            tokens.ToTable("connection_tokens");
            tokens.HasKey(t => t.EngagementId);
            tokens.Property(t => t.EngagementId).ValueGeneratedNever();
            tokens.Property(t => t.Sealed).HasMaxLength(8000);
        }
    }
}

/// <summary>An access token and the refresh token that gets the next pair. Prints as neither.</summary>
internal sealed record TokenPair(string Access, string Refresh)
{
    /// <summary>Both together must fit their column, sealed.</summary>
    public const int Longest = 7500;

    public override string ToString() => "(tokens)";
}
