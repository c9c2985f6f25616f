using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Connectors.OAuth;

/// <summary>
/// The way to a vendor's consent page that one contact was offered. It is good for one return, and a new offer for the
/// same engagement replaces it.
/// </summary>
internal sealed class Consent : IFirmOwned
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private Consent()
    {
    }

    public Guid EngagementId { get; private init; }

    public Guid FirmId { get; private init; }

    public Guid ContactId { get; private set; }

    /// <summary>Of the state, by which a return is recognised.</summary>
    public string StateHash { get; private set; } = "";

    /// <summary>A <see cref="ConsentSecret"/>, sealed with <see cref="Purpose"/>.</summary>
    public byte[] Sealed { get; private set; } = [];

    public DateTimeOffset ExpiresAt { get; private set; }

    public static Consent For(Guid firmId, Guid engagementId) => new() { FirmId = firmId, EngagementId = engagementId };

    public static string Purpose(Guid engagementId) => $"consent:{engagementId:D}";

    public static string HashOf(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));

    public void Offer(Guid contactId, string state, byte[] sealedSecret, DateTimeOffset now) =>
        (ContactId, StateHash, Sealed, ExpiresAt) = (contactId, HashOf(state), sealedSecret, now + Lasts);

    public bool IsOpenTo(Guid contactId, DateTimeOffset now) => ContactId == contactId && now < ExpiresAt;

    internal sealed class Mapping : IEntityTypeConfiguration<Consent>
    {
        public void Configure(EntityTypeBuilder<Consent> consent)
        {
            consent.ToTable("consents");
            consent.HasKey(c => c.EngagementId);
            consent.Property(c => c.EngagementId).ValueGeneratedNever();
            consent.Property(c => c.StateHash).HasMaxLength(64);
            consent.Property(c => c.Sealed).HasMaxLength(2000);
            consent.HasIndex(c => c.StateHash).IsUnique();
        }
    }
}

/// <summary>What must be known again when the contact comes back.</summary>
/// <param name="State">Recognises the return, and shows the way to the contact who asked for it.</param>
/// <param name="Verifier">Proves to the vendor that who began is who ends (RFC 7636).</param>
/// <param name="ReturnTo">The vendor wants to see the same address twice.</param>
internal sealed record ConsentSecret(string State, string Verifier, Uri ReturnTo)
{
    public static ConsentSecret New(Uri returnTo) => new(Random(), Random(), returnTo);

    public string Challenge => Text(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static string Random() => Text(RandomNumberGenerator.GetBytes(32));

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
