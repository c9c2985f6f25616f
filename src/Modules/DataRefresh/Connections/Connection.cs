using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Connections;

/// <summary>How far one customer's authorised link has come.</summary>
public enum ConnectionState
{
    None,
    Pending,
    Linked,
    Revoked,
}

/// <summary>One engagement's link through a connector. Its state is mirrored on the dashboard's row.</summary>
internal sealed class Connection : IFirmOwned
{
    private Connection()
    {
    }

    public Guid EngagementId { get; private init; }

    public Guid FirmId { get; private init; }

    public string Connector { get; private init; } = "";

    /// <summary>The vendor's own id for this customer's data.</summary>
    public string ExternalId { get; private set; } = "";

    /// <summary>Where the contact grants access, at the vendor.</summary>
    public string GrantAt { get; private set; } = "";

    public ConnectionState State { get; private set; }

    public DateTimeOffset OfferedAt { get; private set; }

    public DateTimeOffset? LinkedAt { get; private set; }

    /// <summary>When the contact came back without having granted access; null once it was granted or offered again.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>What the vendor says to that, or that the contact just left.</summary>
    public string? LeftCode { get; private set; }

    public static Connection For(Guid firmId, Guid engagementId, string connector) =>
        new() { FirmId = firmId, EngagementId = engagementId, Connector = connector };

    /// <summary>
    /// Waits for the contact to grant access at the vendor. Connecting again takes a new id there, so that "linked" then
    /// means that credentials were really entered again.
    /// </summary>
    public void Offer(string externalId, Uri grantAt, DateTimeOffset now)
    {
        (ExternalId, GrantAt) = (externalId, grantAt.AbsoluteUri);
        (State, OfferedAt) = (ConnectionState.Pending, now);
        (LeftAt, LeftCode) = (null, null);
    }

    /// <summary>An offer that is fresh is used again: two clicks make one place at the vendor.</summary>
    public bool HasFreshOffer(DateTimeOffset now) => State == ConnectionState.Pending && now - OfferedAt < TimeSpan.FromDays(1);

    /// <summary>The customer granted access, so credentials count as entered now.</summary>
    public void Link(DateTimeOffset now)
    {
        (State, LinkedAt) = (ConnectionState.Linked, now);
        (LeftAt, LeftCode) = (null, null);
    }

    /// <summary>The contact left the vendor's page without granting access.</summary>
    public void Leave(string code, DateTimeOffset now) => (LeftAt, LeftCode) = (now, code);

    public void Revoke() => State = ConnectionState.Revoked;

    internal sealed class Mapping : IEntityTypeConfiguration<Connection>
    {
        public void Configure(EntityTypeBuilder<Connection> connection)
        {
            connection.ToTable("connections");
            connection.HasKey(c => c.EngagementId);
            connection.Property(c => c.EngagementId).ValueGeneratedNever();
            connection.Property(c => c.Connector).HasMaxLength(40);
            connection.Property(c => c.ExternalId).HasMaxLength(100);
            connection.Property(c => c.GrantAt).HasMaxLength(1000);
            connection.Property(c => c.LeftCode).HasMaxLength(60);
            connection.HasIndex(c => new { c.FirmId, c.State });
        }
    }
}
