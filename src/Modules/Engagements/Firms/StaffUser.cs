using Identity.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Engagements.Firms;

/// <summary>
/// A staff user, who may own engagements and be responsible for customers; a copy of Identity's. Stays after the
/// deletion, because what the person owned still names somebody.
/// </summary>
internal sealed class StaffUser : IFirmOwned
{
    public Guid Id { get; private init; }

    public Guid FirmId { get; private init; }

    public long Version { get; private set; }

    public string FullName { get; private set; } = "";

    public string SortName { get; private set; } = "";

    public string Email { get; private set; } = "";

    public bool Active { get; private set; }

    public bool Deleted { get; private set; }

    /// <summary>Whether something new can be given to this person.</summary>
    public bool Available => Active && !Deleted;

    public static StaffUser From(StaffUserChanged staff)
    {
        var copy = new StaffUser { Id = staff.StaffId, FirmId = staff.FirmId };
        copy.Apply(staff);
        return copy;
    }

    /// <summary>Takes over what is newer than what is known; tells whether the name changed.</summary>
    public bool Apply(StaffUserChanged staff)
    {
        if (staff.Version <= Version)
            return false;
        var renamed = FullName != staff.FullName;
        Version = staff.Version;
        FullName = staff.FullName;
        SortName = Folding.FoldWithin(400, staff.FullName);
        Email = staff.Email;
        Active = staff.Active;
        Deleted = staff.Deleted;
        return renamed;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StaffUser>
    {
        public void Configure(EntityTypeBuilder<StaffUser> staff)
        {
            staff.ToTable("staff");
            staff.HasKey(s => s.Id);
            staff.Property(s => s.Id).ValueGeneratedNever();
            staff.Property(s => s.FullName).HasMaxLength(200);
            staff.Property(s => s.SortName).HasMaxLength(400);
            staff.Property(s => s.Email).HasMaxLength(254);
            staff.HasIndex(s => new { s.FirmId, s.SortName });
        }
    }
}
