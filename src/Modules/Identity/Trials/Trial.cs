using System.Buffers.Text;
using System.Security.Cryptography;
using Identity.Links;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;

namespace Identity.Trials;

/// <summary>
/// A firm's wish to try Data Refresh. Until the link in the mail is used it is a wish only and is forgotten with the
/// link; from then on it records who signed the firm up and which privacy notice was shown.
/// </summary>
internal sealed class Trial
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private Trial()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string FirmName { get; init; }

    public required string PersonName { get; init; }

    public string Email { get; private init; } = "";

    /// <summary>The e-mail address in lower case: mails to it are counted, and it starts one trial.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Digits only.</summary>
    public required string Phone { get; init; }

    public required string Country { get; init; }

    /// <summary>Without what people put between the digits; starts one trial.</summary>
    public required string EnterpriseNumber { get; init; }

    public required string Language { get; init; }

    public int NoticeVersion { get; private init; }

    public string TokenHash { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>What came of it. A concurrency token: of two clicks at once one makes the firm.</summary>
    public Guid? FirmId { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public static Trial Asked(
        string firmName, string personName, EmailAddress email, string phone, string country, string enterpriseNumber, string language, DateTimeOffset now) => new()
        {
            FirmName = firmName,
            PersonName = personName,
            Email = email.Written,
            Address = email.Key,
            Phone = phone,
            Country = country,
            EnterpriseNumber = enterpriseNumber,
            Language = language,
            NoticeVersion = PrivacyNotice.Version,
            AskedAt = now,
            ExpiresAt = now + Life,
        };

    /// <summary>The secret for the mail; only its hash is kept.</summary>
    public string Issue()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        TokenHash = Link.Hash(secret);
        return secret;
    }

    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt;

    public void Start(Guid firmId, DateTimeOffset now) => (FirmId, StartedAt) = (firmId, now);

    internal sealed class Mapping : IEntityTypeConfiguration<Trial>
    {
        public void Configure(EntityTypeBuilder<Trial> trial)
        {
            trial.ToTable("trials");
            trial.Property(t => t.Id).ValueGeneratedNever();
            trial.Property(t => t.FirmName).HasMaxLength(200);
            trial.Property(t => t.PersonName).HasMaxLength(200);
            trial.Property(t => t.Email).HasMaxLength(254);
            trial.Property(t => t.Address).HasMaxLength(254);
            trial.Property(t => t.Phone).HasMaxLength(15);
            trial.Property(t => t.Country).HasMaxLength(2);
            trial.Property(t => t.EnterpriseNumber).HasMaxLength(20);
            trial.Property(t => t.Language).HasMaxLength(2);
            trial.Property(t => t.TokenHash).HasMaxLength(64);
            trial.Property(t => t.FirmId).IsConcurrencyToken();
            trial.HasIndex(t => t.TokenHash).IsUnique();
            trial.HasIndex(t => new { t.Address, t.AskedAt });
            trial.HasIndex(t => t.ExpiresAt);
            trial.HasIndex(t => t.Address).IsUnique().HasFilter("\"FirmId\" IS NOT NULL");
            trial.HasIndex(t => new { t.Country, t.EnterpriseNumber }).IsUnique().HasFilter("\"FirmId\" IS NOT NULL");
        }
    }
}
