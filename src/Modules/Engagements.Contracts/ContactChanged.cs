namespace Engagements.Contracts;

/// <summary>A contact was added, changed or removed. Identity makes, renames or ends the portal login that has the same id.</summary>
/// <param name="Version">Grows with every change; apply only a newer one.</param>
/// <param name="Language">Two letters.</param>
/// <param name="Removed">True once, at the end.</param>
/// <param name="InvitedBy">The name of the staff user who added the contact, for the invitation.</param>
public sealed record ContactChanged(
    Guid FirmId,
    Guid ContactId,
    long Version,
    Guid CustomerId,
    string CustomerName,
    string FullName,
    string Email,
    string Language,
    bool Removed,
    string InvitedBy)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "engagements.contact-changed.v1";
}
