using Identity.Contracts;
using Identity.Links;
using Identity.Memberships;
using SharedKernel.Access;

namespace Identity.Contacts;

/// <summary>What other modules may do at once with a contact's login.</summary>
internal sealed class ContactLogins(IdentityDb db, MailedLinks links, TimeProvider clock) : IAccounts
{
    public async Task<bool> ResendActivation(Guid firmId, Guid contactId, CancellationToken token)
    {
        if (await Find(firmId, contactId, token) is not { Membership.ActivatedAt: null } joined)
            return true;
        if (!await links.TryInvite(joined, joined.Account.Language, token))
            return false;
        await db.SaveChangesAsync(token);
        return true;
    }

    public async Task<string?> WayIn(Guid firmId, Guid contactId, string landing, CancellationToken token)
    {
        var joined = await Find(firmId, contactId, token);
        var now = clock.GetUtcNow();
        if (joined is null || joined.Membership.Blocked || joined.Membership.IsExpired(joined.Firm.Today(now)))
            return null;
        var onwards = Uri.EscapeDataString(landing);
        if (joined.Membership.ActivatedAt is not null)
            return $"/sign-in?membership={contactId}&return={onwards}";

        var secret = await links.HandOver(joined, token);
        await db.SaveChangesAsync(token);
        return $"/activate?token={secret}&return={onwards}";
    }

    public async Task SetBlocked(Guid firmId, Guid contactId, bool blocked, CancellationToken token)
    {
        if (await Find(firmId, contactId, token) is { } joined && joined.Membership.Blocked != blocked)
        {
            joined.Membership.SetBlocked(blocked);
            await Save(joined, token);
        }
    }

    public async Task SetValidUntil(Guid firmId, Guid contactId, DateOnly? validUntil, CancellationToken token)
    {
        if (await Find(firmId, contactId, token) is { } joined && joined.Membership.ValidUntil != validUntil)
        {
            joined.Membership.SetValidUntil(validUntil);
            await Save(joined, token);
        }
    }

    private Task<Joined?> Find(Guid firmId, Guid contactId, CancellationToken token) => db.JoinedEverywhere().FirstOrDefaultAsync(
        j => j.Membership.Id == contactId && j.Membership.FirmId == firmId && j.Membership.Side == Side.Portal, token);

    private Task<int> Save(Joined joined, CancellationToken token)
    {
        var (membership, account, firm) = joined;
        db.Announce(membership.Announcement(account, firm.Today(clock.GetUtcNow())));
        return db.SaveChangesAsync(token);
    }
}
