namespace VendorSimulator.State;

/// <summary>What a test may turn: how long tokens live and how much an organisation may be asked.</summary>
internal sealed record XeroSettings
{
    public int AccessTokenSeconds { get; init; } = 30 * 60;

    /// <summary>How long a rotated refresh token works once more.</summary>
    public int GraceSeconds { get; init; } = 30 * 60;

    public int CallsPerMinute { get; init; } = 60;

    public int CallsAtOnce { get; init; } = 5;
}

/// <summary>One consent: its id is the authentication event that its tokens and its connections name.</summary>
internal sealed class XeroGrant
{
    public Guid Id { get; init; }

    /// <summary>Who consented. Connections belong to the person, so a later consent of the same person adds to them.</summary>
    public Guid User { get; init; }

    public List<string> Scopes { get; init; } = [];

    public DateTime Created { get; init; }

    public bool Revoked { get; set; }
}

/// <summary>A person's permission to read one organisation.</summary>
internal sealed record XeroConnection(Guid Id, Guid User, Guid Tenant, Guid AuthEvent, DateTime Created, DateTime Updated);

/// <summary>An access token, kept under its digest.</summary>
internal sealed record XeroAccess(Guid Grant, DateTime Expires);

/// <summary>A refresh token, kept under its digest; rotated once it was used.</summary>
internal sealed record XeroRefresh(Guid Grant, DateTime Issued, DateTime? Rotated);

/// <summary>Consents and tokens. Tokens are kept as digests, so no state file opens anything.</summary>
internal sealed class XeroState
{
    public XeroSettings Settings { get; set; } = new();

    public Dictionary<Guid, XeroGrant> Grants { get; init; } = [];

    public List<XeroConnection> Connections { get; init; } = [];

    public Dictionary<string, XeroAccess> AccessTokens { get; init; } = [];

    public Dictionary<string, XeroRefresh> RefreshTokens { get; init; } = [];
}
