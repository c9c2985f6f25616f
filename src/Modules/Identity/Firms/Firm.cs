using Identity.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Identity.Firms;

/// <summary>The tenant: the organisation that uses Data Refresh, and its settings.</summary>
internal sealed class Firm
{
    private Firm()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    /// <summary>IANA zone; the firm's local date is "today".</summary>
    public string TimeZone { get; private set; } = "Europe/Brussels";

    /// <summary>Two letters; for people whose own language is not known.</summary>
    public string Language { get; private set; } = "en";

    public string SenderName { get; private set; } = "";

    public string? ReplyTo { get; private set; }

    /// <summary>Credentials for an accounting package must have been entered on this local date or after it.</summary>
    public DateOnly IntroducedOn { get; private set; }

    /// <summary>The last local date on which the firm may change anything; null for a firm that is no longer, or never was, on trial.</summary>
    public DateOnly? TrialUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Counts the changes, for whoever keeps a copy; of two people who save at once only one succeeds.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>
    /// Renewed with every change that could take away an administrator, so that two such changes at once cannot both
    /// rely on the other's administrator.
    /// </summary>
    public Guid AdministratorsStamp { get; private set; } = Guid.NewGuid();

    public static Firm Create(string name, string language, string timeZone, DateOnly introducedOn, DateTimeOffset now) => new()
    {
        Name = name,
        Language = language,
        TimeZone = timeZone,
        SenderName = name,
        IntroducedOn = introducedOn,
        CreatedAt = now,
    };

    public void Change(string name, string timeZone, string language, string senderName, string? replyTo, DateOnly introducedOn)
    {
        (Name, TimeZone, Language) = (name, timeZone, language);
        (SenderName, ReplyTo, IntroducedOn) = (senderName, replyTo, introducedOn);
        Version++;
    }

    public void TryUntil(DateOnly? lastDay)
    {
        TrialUntil = lastDay;
        Version++;
    }

    public void GuardAdministrators() => AdministratorsStamp = Guid.NewGuid();

    public DateOnly Today(DateTimeOffset now) => LocalDate(now, TimeZone);

    public static DateOnly LocalDate(DateTimeOffset now, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    public FirmChanged Announcement() =>
        new(Id, Version, Name, TimeZone, Language, IntroducedOn, SenderName, ReplyTo);

    internal sealed class Mapping : IEntityTypeConfiguration<Firm>
    {
        public void Configure(EntityTypeBuilder<Firm> firm)
        {
            firm.ToTable("firms");
            firm.Property(f => f.Id).ValueGeneratedNever();
            firm.Property(f => f.Name).HasMaxLength(200);
            firm.Property(f => f.TimeZone).HasMaxLength(64);
            firm.Property(f => f.Language).HasMaxLength(2);
            firm.Property(f => f.SenderName).HasMaxLength(200);
            firm.Property(f => f.ReplyTo).HasMaxLength(254);
            firm.Property(f => f.Version).IsConcurrencyToken();
            firm.Property(f => f.AdministratorsStamp).IsConcurrencyToken();
        }
    }
}
