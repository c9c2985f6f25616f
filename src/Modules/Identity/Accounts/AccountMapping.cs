using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Identity.Accounts;

/// <summary>
/// ASP.NET Core Identity's tables, mapped by us: its own IdentityDbContext has identity columns and a JSON column
/// that one neutral set of migrations cannot carry to every engine.
/// </summary>
internal sealed class AccountMapping :
    IEntityTypeConfiguration<Account>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Email).HasMaxLength(254).IsRequired();
        account.Property(a => a.NormalizedEmail).HasMaxLength(254).IsRequired();
        account.Property(a => a.UserName).HasMaxLength(254).IsRequired();
        account.Property(a => a.NormalizedUserName).HasMaxLength(254).IsRequired();
        account.Property(a => a.Language).HasMaxLength(2);
        account.Property(a => a.PasswordHash).HasMaxLength(200);
        account.Property(a => a.SecurityStamp).HasMaxLength(40);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(40).IsConcurrencyToken();
        account.HasIndex(a => a.NormalizedEmail).IsUnique();
        account.HasIndex(a => a.NormalizedUserName).IsUnique();

        // Failed tries are counted by address, known or not (SignInTries), and no telephone is a factor here.
        account.Ignore(a => a.PhoneNumber);
        account.Ignore(a => a.PhoneNumberConfirmed);
        account.Ignore(a => a.AccessFailedCount);
        account.Ignore(a => a.LockoutEnabled);
        account.Ignore(a => a.LockoutEnd);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim)
    {
        claim.ToTable("account_claims");
        claim.Ignore(c => c.Id);
        claim.HasKey(c => new { c.UserId, c.ClaimType, c.ClaimValue });
        claim.Property(c => c.ClaimType).HasMaxLength(100);
        claim.Property(c => c.ClaimValue).HasMaxLength(200);
        claim.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login)
    {
        login.ToTable("account_logins");
        login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        login.Property(l => l.LoginProvider).HasMaxLength(100);
        login.Property(l => l.ProviderKey).HasMaxLength(200);
        login.Property(l => l.ProviderDisplayName).HasMaxLength(200);
        login.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> kept)
    {
        kept.ToTable("account_tokens");
        kept.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        kept.Property(t => t.LoginProvider).HasMaxLength(100);
        kept.Property(t => t.Name).HasMaxLength(100);
        kept.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkey)
    {
        passkey.ToTable("account_passkeys");
        passkey.HasKey(p => p.CredentialId);

        // Up to 1023 bytes by the standard, but an index of SQL Server takes 900; none in use is near that.
        passkey.Property(p => p.CredentialId).HasMaxLength(800);
        passkey.Property(p => p.Data).HasConversion(
            data => JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<IdentityPasskeyData>(text, JsonSerializerOptions.Web)!);
        passkey.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId);
    }
}
