namespace Identity.Contracts;

/// <summary>
/// Acts at once on the login of a contact. The caller has already decided that the person asking may do this;
/// a contact that the firm does not have is left alone.
/// </summary>
public interface IAccounts
{
    /// <summary>Mails a new activation link; the older one dies. Does nothing for a login that is active already.</summary>
    /// <returns>False when the hourly limit for this address or firm is used up.</returns>
    Task<bool> ResendActivation(Guid firmId, Guid contactId, CancellationToken token);

    /// <summary>
    /// The path of the page on which a contact who proved to read the address comes in and goes on to <paramref name="landing"/>:
    /// activation where there was none, else sign-in. Null for who may not come in.
    /// </summary>
    Task<string?> WayIn(Guid firmId, Guid contactId, string landing, CancellationToken token);

    /// <summary>Shuts the contact out with the next request, or lets the contact in again.</summary>
    Task SetBlocked(Guid firmId, Guid contactId, bool blocked, CancellationToken token);

    /// <summary>Sets the last day, in the firm's time zone, on which the contact can sign in; null for no end.</summary>
    Task SetValidUntil(Guid firmId, Guid contactId, DateOnly? validUntil, CancellationToken token);
}
