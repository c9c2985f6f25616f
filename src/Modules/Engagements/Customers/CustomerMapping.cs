using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace Engagements.Customers;

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers", table => table.HasTrigger(NameIndex.NameOf("customers", nameof(Customer.SearchText))));
        customer.HasKey(c => c.Id);
        customer.Property(c => c.Id).ValueGeneratedNever();
        customer.Property(c => c.Version).IsConcurrencyToken();
        customer.Property(c => c.Name).HasMaxLength(Customer.LongestName);
        customer.Property(c => c.SortName).HasMaxLength(2 * Customer.LongestName);
        customer.Property(c => c.SearchText).HasMaxLength(2000);
        customer.Property(c => c.FirstName).HasMaxLength(100);
        customer.Property(c => c.LastName).HasMaxLength(100);
        customer.Property(c => c.Email).HasMaxLength(EmailAddress.Longest);
        customer.Property(c => c.Phone).HasMaxLength(40);
        customer.Property(c => c.Language).HasMaxLength(2);
        customer.Property(c => c.Street).HasMaxLength(200);
        customer.Property(c => c.PostalCode).HasMaxLength(20);
        customer.Property(c => c.City).HasMaxLength(100);
        customer.Property(c => c.Country).HasMaxLength(2);
        customer.Property(c => c.Label).HasMaxLength(40);
        customer.Property(c => c.EnterpriseNumber).HasMaxLength(30);
        customer.HasIndex(c => new { c.FirmId, c.SortName, c.Id });
        customer.HasIndex(c => new { c.FirmId, c.ResponsibleId });
        customer.HasIndex(c => new { c.FirmId, c.EnterpriseNumber });
    }
}
