using Identity.Accounts;
using Identity.Firms;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Identity.Memberships;

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships", table => table.HasTrigger(NameIndex.NameOf("memberships", nameof(Membership.SearchText))));
        membership.Property(m => m.Id).ValueGeneratedNever();
        membership.Property(m => m.Name).HasMaxLength(Membership.LongestName);
        membership.Property(m => m.SortName).HasMaxLength(Membership.LongestName);
        membership.Property(m => m.SearchText).HasMaxLength(Membership.LongestSearch);
        membership.Property(m => m.CustomerName).HasMaxLength(200);
        membership.Property(m => m.InvitedBy).HasMaxLength(200);
        membership.Property(m => m.Version).IsConcurrencyToken();
        membership.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Firm>().WithMany().HasForeignKey(m => m.FirmId).OnDelete(DeleteBehavior.Restrict);

        // One person may be a contact of several customers, but is one staff user of a firm at most.
        membership.HasIndex(m => new { m.AccountId, m.FirmId }).IsUnique().HasFilter("\"ProfileType\" IS NOT NULL");
        membership.HasIndex(m => new { m.FirmId, m.Side, m.SortName, m.Id });
        membership.HasIndex(m => m.ValidUntil);
    }
}
