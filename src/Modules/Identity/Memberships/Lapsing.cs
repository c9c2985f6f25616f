using SharedKernel.Messaging;

namespace Identity.Memberships;

/// <summary>
/// Tells the other modules when a staff user's last day has passed. The person is kept out by the date itself; this
/// only lets lists and mails know.
/// </summary>
internal sealed class Lapsing(IServiceScopeFactory scopes, TimeProvider clock) : IPump
{
    private const int BatchSize = 100;

    public async Task<int> RunAsync(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = clock.GetUtcNow();

        // Somewhere on earth it is tomorrow already; the firm's own zone decides below.
        var latest = DateOnly.FromDateTime(now.UtcDateTime.AddDays(1));
        var due = await db.JoinedEverywhere()
            .Where(j => j.Membership.ProfileType != null && !j.Membership.Lapsed && j.Membership.ValidUntil < latest)
            .OrderBy(j => j.Membership.ValidUntil).Take(BatchSize).ToListAsync(token);
        var lapsed = due.Where(j => j.Membership.IsExpired(j.Firm.Today(now))).ToList();
        foreach (var (membership, account, firm) in lapsed)
        {
            membership.Lapse();
            db.Announce(membership.Announcement(account, firm.Today(now)));
        }

        try
        {
            await db.SaveChangesAsync(token);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed one of them, or another host was first; the next round sees what is left.
            return 0;
        }

        return lapsed.Count;
    }
}
