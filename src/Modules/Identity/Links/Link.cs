using System.Buffers.Text;
using System.Security.Cryptography;
using Identity.Accounts;
using Identity.Memberships;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace Identity.Links;

internal enum LinkPurpose
{
    /// <summary>Opens one membership, and lets its person choose a password where there is none.</summary>
    Activation,

    /// <summary>Lets a person who forgot the password choose another one.</summary>
    Reset,
}

/// <summary>
/// A secret that was mailed: who shows it reads that address. Only its hash is kept; it works once, for one purpose,
/// and a newer one of the same kind kills it.
/// </summary>
internal sealed class Link : IFirmOwned
{
    private static readonly TimeSpan ActivationLife = TimeSpan.FromHours(72);
    private static readonly TimeSpan ResetLife = TimeSpan.FromHours(1);

    private Link()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public LinkPurpose Purpose { get; private init; }

    public Guid AccountId { get; private init; }

    /// <summary>What it opens: a membership, or the account itself. One open link each.</summary>
    public Guid OwnerId { get; private init; }

    /// <summary>The firm in whose name it was mailed.</summary>
    public Guid FirmId { get; private init; }

    /// <summary>The address it was mailed to, in lower case: mails to it are counted. Empty where none was.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Whether a person asked for this mail, so that it counts towards the firm's hourly limit.</summary>
    public bool AskedFor { get; private init; }

    public string TokenHash { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>Used, or replaced by a newer one. A concurrency token: of a hundred uses at once one succeeds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static (Link Link, string Token) ForActivation(Membership membership, Account account, bool askedFor, DateTimeOffset now, bool mailed = true) =>
        Issue(LinkPurpose.Activation, account, membership.Id, membership.FirmId, askedFor, mailed, ActivationLife, now);

    public static (Link Link, string Token) ForReset(Account account, Guid firmId, DateTimeOffset now) =>
        Issue(LinkPurpose.Reset, account, account.Id, firmId, askedFor: false, mailed: true, ResetLife, now);

    public static string Hash(string? token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token ?? "")));

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void End(DateTimeOffset now) => EndedAt = now;

    private static (Link Link, string Token) Issue(
        LinkPurpose purpose, Account account, Guid ownerId, Guid firmId, bool askedFor, bool mailed, TimeSpan life, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var link = new Link
        {
            Purpose = purpose,
            AccountId = account.Id,
            OwnerId = ownerId,
            FirmId = firmId,
            Address = mailed ? account.NormalizedEmail! : "",
            AskedFor = askedFor,
            TokenHash = Hash(token),
            CreatedAt = now,
            ExpiresAt = now + life,
        };
        return (link, token);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Link>
    {
        public void Configure(EntityTypeBuilder<Link> link)
        {
            link.ToTable("links");
            link.Property(l => l.Id).ValueGeneratedNever();
            link.Property(l => l.Address).HasMaxLength(254);
            link.Property(l => l.TokenHash).HasMaxLength(64);
            link.Property(l => l.EndedAt).IsConcurrencyToken();
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => new { l.OwnerId, l.Purpose }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
            link.HasIndex(l => new { l.Address, l.CreatedAt });
            link.HasIndex(l => new { l.FirmId, l.CreatedAt });
            link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
