namespace Engagements.Contracts;

/// <summary>Whoever acts on one engagement, or hands out what belongs to it, asks here first.</summary>
public interface IEngagementAccess
{
    /// <summary>
    /// Whether this staff user sees the engagement now: always where the profile type sees the whole firm, otherwise
    /// as owner, creator or team member. Missing, archived and another firm's are all false.
    /// </summary>
    Task<bool> SeenByStaff(Guid firmId, Guid staffId, bool seesWholeFirm, Guid engagementId, CancellationToken token);

    /// <summary>Whether this contact is the contact person of the engagement now.</summary>
    Task<bool> IsContactOf(Guid firmId, Guid contactId, Guid engagementId, CancellationToken token);
}
