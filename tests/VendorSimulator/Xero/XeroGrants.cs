using System.Security.Cryptography;
using System.Text;
using VendorSimulator.State;

namespace VendorSimulator.Xero;

/// <summary>A pair of tokens as the token endpoint hands it out. Without offline access there is no refresh token.</summary>
internal sealed record XeroTokens(XeroGrant Grant, string Access, string? Refresh, int ExpiresIn);

/// <summary>Why an access token opens nothing.</summary>
internal enum AccessProblem
{
    None,
    Unknown,
    Expired,
}

/// <summary>Issues, rotates, expires and revokes what people consented to.</summary>
internal sealed class XeroGrants(StateStore store, TimeProvider clock)
{
    /// <summary>One person who sees every organisation; consents given as this person share their connections.</summary>
    public static readonly Guid Bookkeeper = Guid.ParseExact("0e400000-0000-4000-8000-000000000001", "D");

    private static readonly TimeSpan UnusedFor = TimeSpan.FromDays(60);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public XeroSettings Settings => store.Read(state => state.Xero.Settings);

    public static string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public XeroSettings Set(XeroSettings settings) => store.Change(state => state.Xero.Settings = settings);

    public XeroGrant Consent(IEnumerable<Guid> tenants, List<string> scopes, bool asBookkeeper) => store.Change(state =>
    {
        var grant = new XeroGrant
        {
            Id = Guid.NewGuid(),
            User = asBookkeeper ? Bookkeeper : Guid.NewGuid(),
            Scopes = scopes,
            Created = Now,
        };
        state.Xero.Grants.Add(grant.Id, grant);
        var connections = state.Xero.Connections;
        foreach (var tenant in tenants.Distinct())
        {
            var known = connections.FindIndex(connection => connection.User == grant.User && connection.Tenant == tenant);
            if (known < 0)
                connections.Add(new XeroConnection(Guid.NewGuid(), grant.User, tenant, grant.Id, Now, Now));
            else
                connections[known] = connections[known] with { AuthEvent = grant.Id, Updated = Now };
        }

        return grant;
    });

    public XeroTokens Issue(XeroGrant grant) => store.Change(state => Issue(state.Xero, grant));

    /// <summary>A new pair for a refresh token, or null: unknown, revoked, unused for too long, or rotated too long ago.</summary>
    public XeroTokens? Refresh(string token) => store.Change(state =>
    {
        var xero = state.Xero;
        var digest = Digest(token);
        if (!xero.RefreshTokens.TryGetValue(digest, out var refresh) || xero.Grants[refresh.Grant] is not { Revoked: false } grant)
            return null;
        if (refresh.Rotated is { } rotated
            ? Now - rotated > TimeSpan.FromSeconds(xero.Settings.GraceSeconds)
            : Now - refresh.Issued > UnusedFor)
            return null;

        xero.RefreshTokens[digest] = refresh with { Rotated = refresh.Rotated ?? Now };
        return Issue(xero, grant);
    });

    public (XeroGrant? Grant, AccessProblem Problem) Open(string token) => store.Read(state =>
    {
        if (!state.Xero.AccessTokens.TryGetValue(Digest(token), out var access))
            return (null, AccessProblem.Unknown);

        var grant = state.Xero.Grants[access.Grant];
        if (grant.Revoked)
            return (null, AccessProblem.Unknown);
        return access.Expires <= Now ? (null, AccessProblem.Expired) : (grant, AccessProblem.None);
    });

    public IReadOnlyList<XeroConnection> ConnectionsOf(XeroGrant grant) => store.Read(state =>
        (IReadOnlyList<XeroConnection>)[.. state.Xero.Connections.Where(connection => connection.User == grant.User)]);

    public bool Disconnect(XeroGrant grant, Guid connectionId) => store.Change(state =>
        state.Xero.Connections.RemoveAll(connection => connection.Id == connectionId && connection.User == grant.User) > 0);

    /// <summary>What an app does that gives its access back: the consent ends with all connections of the person.</summary>
    public void GiveBack(string refreshToken) => store.Change(state =>
    {
        if (!state.Xero.RefreshTokens.TryGetValue(Digest(refreshToken), out var refresh))
            return 0;

        var grant = state.Xero.Grants[refresh.Grant];
        grant.Revoked = true;
        return state.Xero.Connections.RemoveAll(connection => connection.User == grant.User);
    });

    /// <summary>Ends the access tokens of every consent that an id speaks of; the refresh tokens stay good.</summary>
    /// <param name="id">An organisation, a connection or an authentication event.</param>
    public int Expire(Guid id) => store.Change(state =>
    {
        var grants = Named(state.Xero, id);
        foreach (var (digest, access) in state.Xero.AccessTokens.Where(token => grants.Contains(token.Value.Grant)).ToList())
            state.Xero.AccessTokens[digest] = access with { Expires = Now };
        return grants.Count;
    });

    /// <summary>Withdraws every consent that an id speaks of, as its owner does in Xero.</summary>
    /// <param name="id">An organisation, a connection or an authentication event.</param>
    public int Revoke(Guid id) => store.Change(state =>
    {
        var grants = Named(state.Xero, id);
        foreach (var grant in grants)
            state.Xero.Grants[grant].Revoked = true;
        state.Xero.Connections.RemoveAll(connection => grants.Contains(connection.AuthEvent));
        return grants.Count;
    });

    private static HashSet<Guid> Named(XeroState xero, Guid id)
    {
        var users = xero.Connections.Where(connection => connection.Id == id || connection.Tenant == id).Select(connection => connection.User).ToHashSet();
        return [.. xero.Grants.Values.Where(grant => grant.Id == id || users.Contains(grant.User)).Select(grant => grant.Id)];
    }

    private XeroTokens Issue(XeroState xero, XeroGrant grant)
    {
        Forget(xero);
        var seconds = xero.Settings.AccessTokenSeconds;
        var access = XeroTokenText.Access(grant, Now, seconds);
        xero.AccessTokens[Digest(access)] = new XeroAccess(grant.Id, Now.AddSeconds(seconds));
        if (!grant.Scopes.Contains(XeroScopes.Offline))
            return new XeroTokens(grant, access, null, seconds);

        var refresh = XeroTokenText.Random();
        xero.RefreshTokens[Digest(refresh)] = new XeroRefresh(grant.Id, Now, null);
        return new XeroTokens(grant, access, refresh, seconds);
    }

    /// <summary>Drops what can open nothing any more, so that a demonstration of weeks keeps a small file.</summary>
    private void Forget(XeroState xero)
    {
        foreach (var (digest, _) in xero.AccessTokens.Where(token => Now - token.Value.Expires > TimeSpan.FromDays(1)).ToList())
            xero.AccessTokens.Remove(digest);
        var grace = TimeSpan.FromSeconds(xero.Settings.GraceSeconds);
        foreach (var (digest, _) in xero.RefreshTokens.Where(token => Now - token.Value.Rotated > grace + TimeSpan.FromDays(1)).ToList())
            xero.RefreshTokens.Remove(digest);
    }
}
