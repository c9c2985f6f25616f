namespace Identity.Contracts;

/// <summary>What became of a contact's login: invited, activated, blocked, expired, ended.</summary>
/// <param name="ContactId">The contact, which is also the membership's id.</param>
/// <param name="Version">Grows with every change; apply only a newer one.</param>
public sealed record ContactLoginChanged(
    Guid FirmId,
    Guid ContactId,
    long Version,
    ContactLogin Login,
    DateOnly? ValidUntil)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "identity.contact-login-changed.v1";
}

/// <summary>The state of a contact's login.</summary>
public enum ContactLogin
{
    /// <summary>Mailed an activation link that has not been used.</summary>
    Invited,

    /// <summary>Can sign in.</summary>
    Active,

    /// <summary>Shut out by the firm until unblocked.</summary>
    Blocked,

    /// <summary>Ended for good.</summary>
    Ended,
}
