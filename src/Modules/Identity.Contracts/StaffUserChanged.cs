namespace Identity.Contracts;

/// <summary>A staff user was invited, activated, changed, blocked, or deleted.</summary>
/// <param name="StaffId">The membership's id: who owns an engagement or is responsible for a customer.</param>
/// <param name="Version">Grows with every change; apply only a newer one.</param>
/// <param name="SeesWholeFirm">Whether the profile type sees all engagements and customers of the firm.</param>
/// <param name="Active">False while blocked and after the validity date; such a person cannot sign in.</param>
/// <param name="Deleted">True once, at the end.</param>
public sealed record StaffUserChanged(
    Guid FirmId,
    Guid StaffId,
    long Version,
    string FullName,
    string Email,
    string Language,
    bool SeesWholeFirm,
    bool Active,
    bool Deleted)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "identity.staff-user-changed.v1";

    /// <summary>Whether the profile type manages the firm's settings.</summary>
    public bool ManagesSettings { get; init; }
}
