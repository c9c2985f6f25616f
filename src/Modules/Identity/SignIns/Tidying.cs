using SharedKernel.Messaging;

namespace Identity.SignIns;

/// <summary>Forgets what has served its purpose: tries to sign in, mailed links a week old, and trials that nobody started.</summary>
internal sealed class Tidying(IServiceScopeFactory scopes, TimeProvider clock) : IPump
{
    private static readonly TimeSpan LinksKept = TimeSpan.FromDays(7);

    public async Task<int> RunAsync(CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var (triesBefore, linksBefore) = (now - SignInTries.Kept, now - LinksKept);
        return await db.SignInTries.Where(t => t.LastAt < triesBefore).ExecuteDeleteAsync(token)
            + await db.Trials.Where(t => t.FirmId == null && t.ExpiresAt < now).ExecuteDeleteAsync(token)
            + await db.LinksEverywhere.Where(l => l.ExpiresAt < linksBefore).ExecuteDeleteAsync(token);
    }
}
