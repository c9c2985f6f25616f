using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace DataRefresh.Firms;

/// <summary>This module's copy of a firm: what eligibility and "today" need.</summary>
internal sealed class Firm : IFirmOwned
{
    public Guid FirmId { get; init; }

    public long Version { get; set; }

    public string Name { get; set; } = "";

    /// <summary>IANA zone; the firm's local date is "today".</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Shown as the sender of mails.</summary>
    public string SenderName { get; set; } = "";

    /// <summary>Where answers to mails go, if anywhere.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The start of the local day on which Data Refresh was introduced; credentials must be newer.</summary>
    public DateTimeOffset IntroducedAt { get; set; }

    /// <summary>The newest material EULA version; 0 while there is none.</summary>
    public int RequiredEula { get; set; }

    /// <summary>A staff user as a reader of mails in the firm's name.</summary>
    public Addressee Reader(StaffUser staff) => new(staff.FirmId, staff.Email, staff.Language, SenderName is "" ? Name : SenderName, ReplyTo);

    /// <summary>An instant on the firm's clock, as the present culture writes it.</summary>
    public string TimeOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone()).ToString("g", CultureInfo.CurrentCulture);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone()).DateTime);

    /// <summary>
    /// The first instant of a local date, also on a date whose midnight the clocks skip; in UTC, because PostgreSQL takes
    /// no other parameter.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var zone = Zone();
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    private TimeZoneInfo Zone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    internal sealed class Mapping : IEntityTypeConfiguration<Firm>
    {
        public void Configure(EntityTypeBuilder<Firm> firm)
        {
            firm.ToTable("firms");
            firm.HasKey(f => f.FirmId);
            firm.Property(f => f.Name).HasMaxLength(200);
            firm.Property(f => f.TimeZone).HasMaxLength(60);
            firm.Property(f => f.SenderName).HasMaxLength(200);
            firm.Property(f => f.ReplyTo).HasMaxLength(254);
        }
    }
}

internal static class ThisFirmQuery
{
    /// <summary>The firm on whose behalf this is done; one of defaults where none was told of yet.</summary>
    public static async Task<Firm> ThisFirm(this DataRefreshDb db, CancellationToken token) =>
        await db.Firms.AsNoTracking().SingleOrDefaultAsync(token) ?? new Firm();
}
