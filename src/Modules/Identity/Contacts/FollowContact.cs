using Engagements.Contracts;
using Identity.Accounts;
using Identity.Links;
using Identity.Memberships;
using Microsoft.Extensions.Logging;
using SharedKernel.Mail;
using SharedKernel.Messaging;

namespace Identity.Contacts;

/// <summary>
/// Keeps a contact's portal login in step with the contact: invites on first sight, renames, moves it to another
/// address, which then has to be proved anew, and ends it.
/// </summary>
internal sealed class FollowContact(IdentityDb db, MailedLinks links, TimeProvider clock, ILogger<FollowContact> log) : IHandle<ContactChanged>
{
    public async Task Handle(ContactChanged happened, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var joined = await db.Joined().FirstOrDefaultAsync(j => j.Membership.Id == happened.ContactId, token);
        if (await db.EndedContacts.AnyAsync(e => e.ContactId == happened.ContactId, token) || joined?.Membership.ContactVersion >= happened.Version)
            return;
        if (happened.Removed)
        {
            db.EndedContacts.Add(new EndedContact { ContactId = happened.ContactId, FirmId = happened.FirmId, EndedAt = now });
            if (joined is not null)
                await db.Remove(joined, now, token);
            return;
        }

        if (!EmailAddress.TryParse(happened.Email, out var email))
        {
            log.LogError("Contact {Contact} has no usable e-mail address, so there is no login for it.", happened.ContactId);
            return;
        }

        var account = await db.AccountFor(email, happened.Language, now, token);
        if (!account.HasPassword && account.Language != happened.Language)
            account.Speak(happened.Language);
        var isNew = joined is null;
        var membership = joined?.Membership;
        if (membership is null)
        {
            membership = Membership.ForContact(account, happened.FirmId, happened.ContactId, happened.InvitedBy, now);
            db.Memberships.Add(membership);
        }

        var moved = membership.AccountId != account.Id;
        if (moved)
        {
            membership.MoveTo(account);
            await db.RemoveIfAlone(joined!.Account, membership, token);
        }

        membership.FollowContact(happened.Version, happened.CustomerId, happened.CustomerName, happened.FullName);
        var firm = joined?.Firm ?? await db.Firms.SingleAsync(token);
        if (isNew || moved)
            await links.Invite(new Joined { Membership = membership, Account = account, Firm = firm }, happened.Language, token);
        db.Announce(membership.Announcement(account, firm.Today(now)));
    }
}
