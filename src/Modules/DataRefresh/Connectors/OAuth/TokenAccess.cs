namespace DataRefresh.Connectors.OAuth;

/// <summary>Whose tokens they are.</summary>
internal sealed record TokenHolder(Guid FirmId, Guid EngagementId);

/// <summary>An access token that can be used now.</summary>
/// <param name="Version">Names it without showing it.</param>
internal sealed record LiveToken(string Secret, Guid Version)
{
    public override string ToString() => "(token)";
}

/// <summary>A source of access tokens for one connection; it renews them by itself.</summary>
internal abstract class TokenAccess : Access
{
    /// <param name="refused">The version that the vendor did not take although it had not run out.</param>
    public abstract Task<LiveToken> Token(Guid? refused, CancellationToken token);
}

/// <summary>The tokens that <see cref="TokenKeeper"/> keeps.</summary>
internal sealed class KeptTokens(TokenKeeper keeper, TokenEndpoint endpoint, TokenHolder holder) : TokenAccess
{
    public override Task<LiveToken> Token(Guid? refused, CancellationToken token) => keeper.Live(holder, endpoint, refused, token);
}
