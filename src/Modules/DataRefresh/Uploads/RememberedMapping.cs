using DataRefresh.Imports;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Uploads;

/// <summary>How a customer's files of one kind were read the last time, by the names of their columns.</summary>
internal sealed class RememberedMapping : IFirmOwned
{
    public Guid CustomerId { get; init; }

    public UploadKind Kind { get; init; }

    public Guid FirmId { get; init; }

    /// <summary>Fields with the keys of their columns, as JSON.</summary>
    public string Columns { get; set; } = "";

    public string DecimalMark { get; set; } = ",";

    public DateOrder Dates { get; set; }

    public DateTimeOffset UsedAt { get; set; }

    internal sealed class EntityMapping : IEntityTypeConfiguration<RememberedMapping>
    {
        public void Configure(EntityTypeBuilder<RememberedMapping> mapping)
        {
            mapping.ToTable("remembered_mappings");
            mapping.HasKey(m => new { m.CustomerId, m.Kind });
            mapping.Property(m => m.DecimalMark).HasMaxLength(1);
        }
    }
}
