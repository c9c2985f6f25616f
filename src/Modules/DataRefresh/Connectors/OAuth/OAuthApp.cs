namespace DataRefresh.Connectors.OAuth;

/// <summary>The operator's registration with one vendor.</summary>
/// <param name="AuthoriseAt">Where a contact grants access.</param>
/// <param name="TokenAt">Where codes and refresh tokens become access tokens.</param>
internal sealed record OAuthApp(string Connector, string? ClientId, string? ClientSecret, Uri AuthoriseAt, Uri TokenAt, string Scopes)
{
    public bool IsSetUp => ClientId is { Length: > 0 } && ClientSecret is { Length: > 0 };

    public void Check()
    {
        if (!IsSetUp)
            throw new ConnectorException(Trouble.NotSetUp, VendorFault.AppMissing, $"The operator has registered no app for {Connector}.");
    }

    /// <summary>The vendor's consent page, for this one offer.</summary>
    public Uri GrantAt(ConsentSecret secret)
    {
        (string Name, string Value)[] asked =
        [
            ("response_type", "code"),
            ("client_id", ClientId!),
            ("redirect_uri", secret.ReturnTo.AbsoluteUri),
            ("scope", Scopes),
            ("state", secret.State),
            ("code_challenge", secret.Challenge),
            ("code_challenge_method", "S256"),
        ];
        return new Uri($"{AuthoriseAt.AbsoluteUri}?{string.Join('&', asked.Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value)}"))}");
    }

    public override string ToString() => $"(app of {Connector})";
}
