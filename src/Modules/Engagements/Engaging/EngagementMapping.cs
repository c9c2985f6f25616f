using Engagements.Contacts;
using Engagements.Customers;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Engagements.Engaging;

internal sealed class EngagementMapping : IEntityTypeConfiguration<Engagement>, IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<Engagement> engagement)
    {
        engagement.ToTable("engagements", table => table.HasTrigger(NameIndex.NameOf("engagements", nameof(Engagement.SearchText))));
        engagement.HasKey(e => e.Id);
        engagement.Property(e => e.Id).ValueGeneratedNever();
        engagement.Property(e => e.Version).IsConcurrencyToken();
        engagement.Property(e => e.Title).HasMaxLength(200);
        engagement.Property(e => e.SortTitle).HasMaxLength(400);
        engagement.Property(e => e.SearchText).HasMaxLength(1000);
        engagement.Property(e => e.Package).HasMaxLength(40);
        engagement.Property(e => e.Connector).HasMaxLength(40);
        engagement.Property(e => e.ExternalId).HasMaxLength(100);
        engagement.Property(e => e.LegalCoverNote).HasMaxLength(500);
        engagement.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Restrict);
        engagement.HasOne<Contact>().WithMany().HasForeignKey(e => e.ContactId).OnDelete(DeleteBehavior.Restrict);
        engagement.HasMany(e => e.Team).WithOne().HasForeignKey(m => m.EngagementId).OnDelete(DeleteBehavior.Cascade);
        engagement.HasIndex(e => new { e.FirmId, e.SortTitle, e.Id });
        engagement.HasIndex(e => new { e.FirmId, e.OwnerId });
        engagement.HasIndex(e => new { e.FirmId, e.CreatorId });
        engagement.HasIndex(e => e.CustomerId);
        engagement.HasIndex(e => e.ContactId);
    }

    public void Configure(EntityTypeBuilder<TeamMember> member)
    {
        member.ToTable("team_members");
        member.HasKey(m => new { m.EngagementId, m.StaffId });
        member.HasIndex(m => m.StaffId);
    }
}
