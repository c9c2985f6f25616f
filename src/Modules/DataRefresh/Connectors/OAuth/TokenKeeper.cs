using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using DataRefresh.Refreshes;
using Microsoft.Extensions.Options;
using SharedKernel.Access;

namespace DataRefresh.Connectors.OAuth;

/// <summary>
/// Hands out access tokens, and renews them once for all who wait, on this host and on others. The row is read for every
/// token: what another host renewed is used at once, and what the vendor refused is not used by anybody again.
/// <para>
/// Renewing: claim the row (a lease and a fencing number), ask the vendor, save the new pair under that number, and only
/// then use it. Whoever finds the row claimed waits for it. Where the claim ran out, its host died: the next one asks with
/// the old refresh token once, which vendors allow for a while, or which ends the grant. Where it was let go without a new
/// pair, the vendor could not be asked, and those who waited do not ask again.
/// </para>
/// </summary>
internal sealed class TokenKeeper(IServiceScopeFactory scopes, Vault vault, IOptions<RefreshOptions> options, TimeProvider clock)
{
    /// <summary>An access token is renewed so long before it runs out.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<(Guid Engagement, Guid Version), Lazy<Task<LiveToken>>> renewals = new();

    /// <param name="refused">A version that the vendor did not take although it had not run out.</param>
    /// <exception cref="ConnectorException">The grant is over, the registration refused, or the vendor out of reach.</exception>
    public async Task<LiveToken> Live(TokenHolder holder, TokenEndpoint endpoint, Guid? refused, CancellationToken token)
    {
        ConnectionTokens row;
        await using (var scope = Enter(holder))
            row = await Read(Rows(scope, holder), token);
        if (row.Version != refused && clock.GetUtcNow() < row.ExpiresAt - Ahead)
            return Opened(row, endpoint);

        // Not with the caller's token: what the vendor gave must be saved, even when the one who asked has gone.
        var key = (holder.EngagementId, row.Version);
        return await renewals.GetOrAdd(key, _ => new(() => Task.Run(async () =>
        {
            try
            {
                return await Renewed(holder, endpoint, row.Version);
            }
            finally
            {
                renewals.TryRemove(key, out var _);
            }
        }))).Value.WaitAsync(token);
    }

    public byte[] Seal(TokenHolder holder, string connector, TokenPair pair) => vault.Seal(
        holder.FirmId, ConnectionTokens.Purpose(connector, holder.EngagementId), JsonSerializer.Serialize(pair, TokenJson.Default.TokenPair));

    private static ConnectorException Over() => new(Trouble.GrantRevoked, VendorFault.GrantRevoked, "The customer's grant is over.");

    private static async Task<ConnectionTokens> Read(IQueryable<ConnectionTokens> rows, CancellationToken token) =>
        await rows.AsNoTracking().SingleOrDefaultAsync(token) is { RefusedAt: null } row ? row : throw Over();

    private static IQueryable<ConnectionTokens> Rows(AsyncServiceScope scope, TokenHolder holder) =>
        scope.ServiceProvider.GetRequiredService<DataRefreshDb>().ConnectionTokens.Where(t => t.EngagementId == holder.EngagementId);

    private AsyncServiceScope Enter(TokenHolder holder)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(holder.FirmId);
        return scope;
    }

    private async Task<LiveToken> Renewed(TokenHolder holder, TokenEndpoint endpoint, Guid seen)
    {
        await using var scope = Enter(holder);
        var rows = Rows(scope, holder);
        for (long? waitedFor = null; ;)
        {
            var row = await Read(rows, CancellationToken.None);
            if (row.Version != seen)
                return Opened(row, endpoint);

            var now = clock.GetUtcNow();
            if (row.LeaseUntil > now)
            {
                waitedFor = row.Fence;
                await Task.Delay(LookAgain);
            }
            else if (row.LeaseUntil is null && row.Fence == waitedFor)
            {
                throw VendorFault.Down(VendorFault.Unavailable, "The vendor gave no new token to the one who asked for it.");
            }
            else if (await Claim(rows, row, now) && await Ask(holder, endpoint, rows, row) is { } token)
            {
                return token;
            }
        }
    }

    private async Task<bool> Claim(IQueryable<ConnectionTokens> rows, ConnectionTokens row, DateTimeOffset now)
    {
        var until = now + options.Value.TokenLease;
        return await rows.Where(t => t.Version == row.Version && t.Fence == row.Fence && (t.LeaseUntil == null || t.LeaseUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LeaseUntil, until).SetProperty(t => t.Fence, t => t.Fence + 1)) == 1;
    }

    /// <summary>Null when somebody else was quicker, so that the row is to be read again.</summary>
    private async Task<LiveToken?> Ask(TokenHolder holder, TokenEndpoint endpoint, IQueryable<ConnectionTokens> rows, ConnectionTokens row)
    {
        var claimed = rows.Where(t => t.Version == row.Version && t.Fence == row.Fence + 1);
        TokenPair pair;
        DateTimeOffset expiresAt;
        try
        {
            (pair, expiresAt) = await endpoint.Renew(PairOf(row, endpoint), CancellationToken.None);
        }
        catch (ConnectorException over) when (over.Trouble == Trouble.GrantRevoked)
        {
            var now = clock.GetUtcNow();
            if (await claimed.ExecuteUpdateAsync(set => set
                .SetProperty(t => t.RefusedAt, now).SetProperty(t => t.Sealed, Array.Empty<byte>()).SetProperty(t => t.LeaseUntil, (DateTimeOffset?)null)) == 1)
                throw;
            return null;
        }
        catch
        {
            await claimed.ExecuteUpdateAsync(set => set.SetProperty(t => t.LeaseUntil, (DateTimeOffset?)null));
            throw;
        }

        FailPoint.Here("token-received");
        var version = Guid.CreateVersion7();
        return await Save(claimed, Seal(holder, endpoint.App.Connector, pair), expiresAt, version) ? new LiveToken(pair.Access, version) : null;
    }

    // What was received exists nowhere else: a database that is away for a moment must not lose it.
    private async Task<bool> Save(IQueryable<ConnectionTokens> claimed, byte[] sealedPair, DateTimeOffset expiresAt, Guid version)
    {
        for (var started = clock.GetTimestamp(); ;)
        {
            try
            {
                return await claimed.ExecuteUpdateAsync(set => set
                    .SetProperty(t => t.Sealed, sealedPair).SetProperty(t => t.ExpiresAt, expiresAt)
                    .SetProperty(t => t.Version, version).SetProperty(t => t.LeaseUntil, (DateTimeOffset?)null)) == 1;
            }
            // Engines that know passing faults wrap them.
            catch (Exception away) when ((away is DbException || away.InnerException is DbException) && clock.GetElapsedTime(started) < options.Value.TokenLease / 2)
            {
                await Task.Delay(LookAgain);
            }
        }
    }

    private TokenPair PairOf(ConnectionTokens row, TokenEndpoint endpoint) =>
        vault.Open(row.FirmId, ConnectionTokens.Purpose(endpoint.App.Connector, row.EngagementId), row.Sealed) is { Secret: { } secret }
            ? JsonSerializer.Deserialize(secret, TokenJson.Default.TokenPair)!
            // Sealed under another key, which may come back: no reason to call the grant over.
            : throw new ConnectorException(Trouble.NotSetUp, RefusalReason.CredentialsMissing, "The connection's tokens do not open.");

    private LiveToken Opened(ConnectionTokens row, TokenEndpoint endpoint) => new(PairOf(row, endpoint).Access, row.Version);
}
