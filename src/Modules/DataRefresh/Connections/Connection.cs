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
    public const string ConsentLeft = "consent-left";

    private Connection()
    {
    }

    public Guid EngagementId { get; private init; }

    public Guid FirmId { get; private init; }

    public string Connector { get; private set; } = "";

    /// <summary>The vendor's own id for this customer's data; empty while it is not known.</summary>
    public string ExternalId { get; private set; } = "";

    /// <summary>Where the contact grants access, at the vendor.</summary>
    public string GrantAt { get; private set; } = "";

    public ConnectionState State { get; private set; }

    public DateTimeOffset OfferedAt { get; private set; }

    /// <summary>When the contact was last shown the way to the vendor; null before anybody kept count.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? LinkedAt { get; private set; }

    /// <summary>When the contact last came back from the vendor without granting access, or was given up; null once that is past.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>How it was left, such as <see cref="ConsentLeft"/>.</summary>
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
        Send(now);
    }

    /// <summary>The contact goes to the vendor, be it for the first time or again.</summary>
    public void Send(DateTimeOffset now) => (SentAt, LeftAt, LeftCode) = (now, null, null);

    /// <summary>Which of the vendor's books are this customer's data, where that is known only after the grant.</summary>
    public void Choose(string externalId) => ExternalId = externalId;

    /// <summary>The contact came back without having granted access.</summary>
    public void Leave(string code, DateTimeOffset now) => (LeftAt, LeftCode) = (now, code);

    /// <summary>An offer that is fresh is used again: two clicks make one place at the vendor.</summary>
    public bool HasFreshOffer(DateTimeOffset now) => State == ConnectionState.Pending && now - OfferedAt < TimeSpan.FromDays(1);

    /// <summary>The customer granted access, so credentials count as entered now.</summary>
    public void Link(DateTimeOffset now)
    {
        (State, LinkedAt) = (ConnectionState.Linked, now);
        (LeftAt, LeftCode) = (null, null);
    }

    public void Revoke() => State = ConnectionState.Revoked;

    /// <summary>The engagement is read through another connector from now on, to which nothing was granted yet.</summary>
    public void MoveTo(string connector)
    {
        (Connector, ExternalId, GrantAt) = (connector, "", "");
        State = ConnectionState.None;
        (LeftAt, LeftCode) = (null, null);
    }

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
