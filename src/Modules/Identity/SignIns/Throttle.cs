namespace Identity.SignIns;

/// <summary>
/// Slows guessing down: after five tries an address waits a minute, after ten five minutes, after twenty a quarter
/// of an hour. It never waits longer, so a stranger cannot keep anybody out for good.
/// </summary>
internal sealed class Throttle(IdentityDb db, TimeProvider clock)
{
    /// <summary>Counts a try before the password is looked at, so that guesses sent at once are counted too.</summary>
    /// <returns>False while the address has to wait.</returns>
    public async Task<bool> Begin(string address, CancellationToken token)
    {
        var hash = SignInTries.Hash(address);
        for (var round = 0; ; round++)
        {
            var now = clock.GetUtcNow();
            var (minute, five, quarter) = (now.AddMinutes(1), now.AddMinutes(5), now.AddMinutes(15));
            var counted = await db.SignInTries
                .Where(t => t.AddressHash == hash && (t.LockedUntil == null || t.LockedUntil <= now))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(t => t.Count, t => t.Count + 1)
                        .SetProperty(t => t.LockedUntil, t => t.Count >= 19 ? quarter : t.Count >= 9 ? five : t.Count >= 4 ? minute : null)
                        .SetProperty(t => t.LastAt, now),
                    token);
            if (counted == 1)
                return true;
            if (await db.SignInTries.AnyAsync(t => t.AddressHash == hash, token))
                return false;
            if (await TryAdd(new SignInTries { AddressHash = hash, LastAt = now }, last: round == 2, token))
                return true;
        }
    }

    public Task Forget(string address, CancellationToken token)
    {
        var hash = SignInTries.Hash(address);
        return db.SignInTries.Where(t => t.AddressHash == hash).ExecuteDeleteAsync(token);
    }

    private async Task<bool> TryAdd(SignInTries tries, bool last, CancellationToken token)
    {
        db.SignInTries.Add(tries);
        try
        {
            await db.SaveChangesAsync(token);
            return true;
        }
        catch (DbUpdateException) when (!last)
        {
            // Another try with the same address was first; count on its row.
            db.Entry(tries).State = EntityState.Detached;
            return false;
        }
    }
}
