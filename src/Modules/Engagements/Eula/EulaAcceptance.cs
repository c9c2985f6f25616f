using Engagements.Contacts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Engagements.Eula;

/// <summary>
/// The proof that a contact agreed: which words, for which engagement, in which language, when, from where. The name
/// is kept as it was, because contacts are renamed and removed.
/// </summary>
internal sealed class EulaAcceptance : IFirmOwned
{
    private EulaAcceptance()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public Guid EngagementId { get; private init; }

    /// <summary>The number of the version.</summary>
    public int Number { get; private init; }

    public Guid ContactId { get; private init; }

    public string ContactName { get; private init; } = "";

    public string Language { get; private init; } = "";

    public DateTimeOffset AcceptedAt { get; private init; }

    /// <summary>The network address that the acceptance came from.</summary>
    public string Address { get; private init; } = "";

    public static EulaAcceptance Of(Guid engagementId, int number, Contact contact, string language, string address, DateTimeOffset now) => new()
    {
        FirmId = contact.FirmId,
        EngagementId = engagementId,
        Number = number,
        ContactId = contact.Id,
        ContactName = contact.FullName,
        Language = language,
        Address = address,
        AcceptedAt = now,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<EulaAcceptance>
    {
        public void Configure(EntityTypeBuilder<EulaAcceptance> acceptance)
        {
            acceptance.ToTable("eula_acceptances");
            acceptance.HasKey(a => a.Id);
            acceptance.Property(a => a.Id).ValueGeneratedNever();
            acceptance.Property(a => a.ContactName).HasMaxLength(200);
            acceptance.Property(a => a.Language).HasMaxLength(2);
            acceptance.Property(a => a.Address).HasMaxLength(64);
            acceptance.HasIndex(a => new { a.EngagementId, a.Number }).IsUnique();
            acceptance.HasIndex(a => a.ContactId);
        }
    }
}
