using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace Engagements.MailTemplates;

/// <summary>A firm's own wording of one kind of mail in one language. Stays when it is reset, so that its version goes on counting.</summary>
internal sealed class MailTemplate : IFirmOwned
{
    public const int LongestSubject = 150;
    public const int LongestBody = 5_000;

    private MailTemplate()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public string Kind { get; private init; } = "";

    public string Language { get; private init; } = "";

    public long Version { get; private set; }

    /// <summary>Null while the default is used; so is the body.</summary>
    public string? Subject { get; private set; }

    public string? Body { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedByName { get; private set; } = "";

    /// <summary>The firm's words, or null while it uses the default.</summary>
    public MailText? Text => Subject is null || Body is null ? null : new MailText(Subject, Body);

    public static MailTemplate For(Guid firmId, string kind, string language) => new() { FirmId = firmId, Kind = kind, Language = language };

    public void Write(MailText? text, string by, DateTimeOffset now)
    {
        (Subject, Body, ChangedByName, ChangedAt) = (text?.Subject, text?.Body, by, now);
        Version++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<MailTemplate>
    {
        public void Configure(EntityTypeBuilder<MailTemplate> template)
        {
            template.ToTable("mail_templates");
            template.HasKey(t => t.Id);
            template.Property(t => t.Id).ValueGeneratedNever();
            template.Property(t => t.Kind).HasMaxLength(40);
            template.Property(t => t.Language).HasMaxLength(2);
            template.Property(t => t.Subject).HasMaxLength(LongestSubject);
            template.Property(t => t.Body).HasMaxLength(LongestBody);
            template.Property(t => t.ChangedByName).HasMaxLength(200);
            template.Property(t => t.Version).IsConcurrencyToken();
            template.Ignore(t => t.Text);
            template.HasIndex(t => new { t.FirmId, t.Kind, t.Language }).IsUnique();
        }
    }
}
