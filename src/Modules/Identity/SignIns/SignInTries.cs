using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Identity.SignIns;

/// <summary>
/// Tries to sign in with one address since the last success. Kept for addresses that nobody has as well, so that
/// neither the answer nor its time tells them apart; as a hash, because people also type other things there.
/// </summary>
internal sealed class SignInTries
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public required string AddressHash { get; init; }

    public int Count { get; private set; } = 1;

    public DateTimeOffset? LockedUntil { get; private set; }

    public required DateTimeOffset LastAt { get; init; }

    public static string Hash(string address) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));

    internal sealed class Mapping : IEntityTypeConfiguration<SignInTries>
    {
        public void Configure(EntityTypeBuilder<SignInTries> tries)
        {
            tries.ToTable("sign_in_tries");
            tries.HasKey(t => t.AddressHash);
            tries.Property(t => t.AddressHash).HasMaxLength(64);
            tries.HasIndex(t => t.LastAt);
        }
    }
}
