namespace DataRefresh.Dashboard;

/// <summary>Why an engagement is inactive. The order is the order in which people are told to act.</summary>
[Flags]
public enum Blockers
{
    None = 0,

    /// <summary>Nobody marked that contract and agreement cover this data provision.</summary>
    LegalCoverMissing = 1,

    /// <summary>The contact has not accepted the current EULA.</summary>
    EulaNotAccepted = 2,

    /// <summary>The contact never connected the accounting package.</summary>
    CredentialsMissing = 4,

    /// <summary>Credentials were entered before Data Refresh was introduced at the firm.</summary>
    CredentialsOutdated = 8,

    /// <summary>The customer's grant was withdrawn or ran out.</summary>
    GrantRevoked = 16,

    /// <summary>The firm has no key for the connector, or the vendor refuses it.</summary>
    ConnectorKeyMissing = 32,
}
