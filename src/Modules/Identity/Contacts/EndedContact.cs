using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Identity.Contacts;

/// <summary>A contact that was removed: an older event that arrives late must not let it in again.</summary>
internal sealed class EndedContact : IFirmOwned
{
    public required Guid ContactId { get; init; }

    public required Guid FirmId { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EndedContact>
    {
        public void Configure(EntityTypeBuilder<EndedContact> ended)
        {
            ended.ToTable("ended_contacts");
            ended.HasKey(e => e.ContactId);
            ended.Property(e => e.ContactId).ValueGeneratedNever();
        }
    }
}
