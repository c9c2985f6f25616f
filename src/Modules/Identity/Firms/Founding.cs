using Identity.Memberships;
using SharedKernel.Mail;

namespace Identity.Firms;

/// <summary>Makes a firm with its first administrator, in the caller's commit. How that person gets in is the caller's business.</summary>
internal sealed class Founding(IdentityDb db, TimeProvider clock)
{
    public const string UsualZone = "Europe/Brussels";

    /// <param name="trialDays">Null for a firm without an end.</param>
    public async Task<Joined> Found(
        string firmName, EmailAddress email, string personName, string language, string timeZone, int? trialDays, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var today = Firm.LocalDate(now, timeZone);
        var firm = Firm.Create(firmName, language, timeZone, today, now);
        if (trialDays is { } days)
            firm.TryUntil(today.AddDays(days));
        var account = await db.AccountFor(email, language, now, token);
        var membership = Membership.ForStaff(
            account, firm.Id, personName, ProfileType.Administrator, validUntil: null, invitedBy: "Data Refresh", now);
        db.Firms.Add(firm);
        db.Memberships.Add(membership);
        db.Announce(firm.Announcement());
        db.Announce(membership.Announcement(account, today));
        return new Joined { Membership = membership, Account = account, Firm = firm };
    }
}
