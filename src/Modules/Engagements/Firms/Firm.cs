using Identity.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Engagements.Firms;

/// <summary>What mails need to know of the firm; a copy of Identity's.</summary>
internal sealed class Firm : IFirmOwned
{
    public Guid FirmId { get; private init; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public string TimeZone { get; private set; } = "Etc/UTC";

    public string SenderName { get; private set; } = "";

    public string? ReplyTo { get; private set; }

    public static Firm From(FirmChanged firm)
    {
        var copy = new Firm { FirmId = firm.FirmId };
        copy.Apply(firm);
        return copy;
    }

    /// <summary>Takes over what is newer than what is known.</summary>
    public void Apply(FirmChanged firm)
    {
        if (firm.Version <= Version)
            return;
        Version = firm.Version;
        Name = firm.FirmName;
        TimeZone = firm.TimeZone;
        SenderName = firm.SenderName;
        ReplyTo = firm.ReplyTo;
    }

    /// <summary>The firm's local date at an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc).DateTime);

    internal sealed class Mapping : IEntityTypeConfiguration<Firm>
    {
        public void Configure(EntityTypeBuilder<Firm> firm)
        {
            firm.ToTable("firms");
            firm.HasKey(f => f.FirmId);
            firm.Property(f => f.FirmId).ValueGeneratedNever();
            firm.Property(f => f.Name).HasMaxLength(200);
            firm.Property(f => f.TimeZone).HasMaxLength(100);
            firm.Property(f => f.SenderName).HasMaxLength(200);
            firm.Property(f => f.ReplyTo).HasMaxLength(254);
        }
    }
}
