using Engagements.Customers;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace Engagements.Contacts;

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contacts", table =>
        {
            table.HasTrigger(NameIndex.NameOf("contacts", nameof(Contact.SortName)));
            table.HasTrigger(NameIndex.NameOf("contacts", nameof(Contact.EmailKey)));
        });
        contact.HasKey(c => c.Id);
        contact.Property(c => c.Id).ValueGeneratedNever();
        contact.Property(c => c.Version).IsConcurrencyToken();
        contact.Property(c => c.FullName).HasMaxLength(200);
        contact.Property(c => c.SortName).HasMaxLength(400);
        contact.Property(c => c.Email).HasMaxLength(EmailAddress.Longest);
        contact.Property(c => c.EmailKey).HasMaxLength(EmailAddress.Longest);
        contact.Property(c => c.Language).HasMaxLength(2);
        contact.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
        contact.HasIndex(c => new { c.CustomerId, c.EmailKey }).IsUnique();
    }
}
