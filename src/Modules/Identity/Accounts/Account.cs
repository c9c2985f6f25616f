using Microsoft.AspNetCore.Identity;
using SharedKernel.Mail;

namespace Identity.Accounts;

/// <summary>
/// An address, its credentials and its person's language. It belongs to no firm: what somebody may see and do hangs
/// on a membership, and the account goes with its last one.
/// </summary>
internal sealed class Account : IdentityUser<Guid>
{
    private Account()
    {
    }

    /// <summary>Two letters: en, fr, nl or pl.</summary>
    public string Language { get; private set; } = "en";

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? PasswordChangedAt { get; private set; }

    public bool HasPassword => PasswordHash is not null;

    public static Account For(EmailAddress email, string language, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Email = email.Written,
        NormalizedEmail = email.Key,
        UserName = email.Written,
        NormalizedUserName = email.Key,
        Language = language,
        CreatedAt = now,
        SecurityStamp = NewStamp(),
        ConcurrencyStamp = NewStamp(),
    };

    public void Speak(string language)
    {
        Language = language;
        ConcurrencyStamp = NewStamp();
    }

    /// <summary>Every other session of this account ends, because it carries the old stamp.</summary>
    public void ChoosePassword(string hash, DateTimeOffset now)
    {
        PasswordHash = hash;
        PasswordChangedAt = now;
        EmailConfirmed = true;
        SecurityStamp = NewStamp();
        ConcurrencyStamp = NewStamp();
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
