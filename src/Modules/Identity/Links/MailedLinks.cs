using Identity.Accounts;
using Identity.Firms;
using Identity.Memberships;
using SharedKernel.Results;

namespace Identity.Links;

/// <summary>
/// Mails activation and reset links, in the caller's commit. Mails that a person asks for are limited per address
/// and per firm: nobody's mailbox is flooded through us.
/// </summary>
internal sealed class MailedLinks(IdentityDb db, Letters letters, TimeProvider clock)
{
    public const int PerAddressAnHour = 5;
    public const int PerFirmAnHour = 50;

    public static Failure TooMany(string message) => new("too-many-mails", StatusCodes.Status429TooManyRequests, message);

    /// <summary>The first mail of a membership that nobody asked for by a button, such as a contact's.</summary>
    public Task Invite(Joined joined, string language, CancellationToken token) =>
        Send(joined, language, askedFor: false, token);

    /// <summary>For somebody who has just proved the address in another way: the secret goes to the page, not to the mailbox.</summary>
    public Task<string> Hand(Joined joined, CancellationToken token) => Issue(joined, askedFor: false, token);

    /// <returns>False when too many were mailed in the last hour; then nothing was changed.</returns>
    public async Task<bool> TryInvite(Joined joined, string language, CancellationToken token)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        var (membership, account, _) = joined;
        if (await MailedTo(account, token) >= PerAddressAnHour
            || await db.LinksEverywhere.CountAsync(l => l.FirmId == membership.FirmId && l.AskedFor && l.CreatedAt > since, token) >= PerFirmAnHour)
        {
            return false;
        }

        await Send(joined, language, askedFor: true, token);
        return true;
    }

    /// <summary>A link for whoever has just proved, by another mail of ours, to read the address. Nothing is mailed.</summary>
    public async Task<string> HandOver(Joined joined, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await EndOpen(joined.Membership.Id, LinkPurpose.Activation, now, token);
        var (link, secret) = Link.ForActivation(joined.Membership, joined.Account, askedFor: false, now, mailed: false);
        db.Links.Add(link);
        return secret;
    }

    /// <summary>Past the limit nothing is mailed, and nobody is told: the page says the same to everyone.</summary>
    public async Task Reset(Account account, Firm firm, CancellationToken token)
    {
        if (await MailedTo(account, token) >= PerAddressAnHour)
            return;
        var now = clock.GetUtcNow();
        await EndOpen(account.Id, LinkPurpose.Reset, now, token);
        var (link, secret) = Link.ForReset(account, firm.Id, now);
        db.Links.Add(link);
        db.Send(await letters.PasswordReset(account, firm, secret, token));
    }

    private async Task Send(Joined joined, string language, bool askedFor, CancellationToken token)
    {
        var (membership, account, firm) = joined;
        var secret = await Issue(joined, askedFor, token);
        db.Send(await letters.Invitation(membership, account, firm, language, secret, token));
    }

    private async Task<string> Issue(Joined joined, bool askedFor, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var (membership, account, _) = joined;
        await EndOpen(membership.Id, LinkPurpose.Activation, now, token);
        var (link, secret) = Link.ForActivation(membership, account, askedFor, now);
        db.Links.Add(link);
        return secret;
    }

    private Task<int> MailedTo(Account account, CancellationToken token)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        return db.LinksEverywhere.CountAsync(l => l.Address == account.NormalizedEmail && l.CreatedAt > since, token);
    }

    private async Task EndOpen(Guid ownerId, LinkPurpose purpose, DateTimeOffset now, CancellationToken token)
    {
        foreach (var older in await db.LinksEverywhere.Where(l => l.OwnerId == ownerId && l.Purpose == purpose && l.EndedAt == null).ToListAsync(token))
            older.End(now);
    }
}
