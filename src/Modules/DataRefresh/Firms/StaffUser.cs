using Identity.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Firms;

/// <summary>This module's copy of a staff user: where the owner of an engagement is written to.</summary>
internal sealed class StaffUser : IFirmOwned
{
    public Guid Id { get; init; }

    public Guid FirmId { get; init; }

    public long Version { get; private set; }

    public string FullName { get; private set; } = "";

    public string Email { get; private set; } = "";

    public string Language { get; private set; } = "en";

    /// <summary>False while blocked, after the validity date, and once deleted.</summary>
    public bool Active { get; private set; }

    /// <summary>Whether connectors' keys are this person's business.</summary>
    public bool ManagesSettings { get; private set; }

    public void Apply(StaffUserChanged news)
    {
        if (news.Version <= Version)
            return;
        Version = news.Version;
        FullName = news.FullName;
        Email = news.Email;
        Language = news.Language;
        ManagesSettings = news.ManagesSettings;
        Active = news is { Active: true, Deleted: false };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StaffUser>
    {
        public void Configure(EntityTypeBuilder<StaffUser> staff)
        {
            staff.ToTable("staff");
            staff.HasKey(s => s.Id);
            staff.Property(s => s.Id).ValueGeneratedNever();
            staff.Property(s => s.FullName).HasMaxLength(200);
            staff.Property(s => s.Email).HasMaxLength(254);
            staff.Property(s => s.Language).HasMaxLength(2);
        }
    }
}
