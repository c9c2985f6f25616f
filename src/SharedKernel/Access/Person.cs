namespace SharedKernel.Access;

/// <summary>
/// Who is asking: one membership of one account in one firm, as it stands at this request. Identity reads it anew
/// for every request, so a right that was taken away is gone with the next one.
/// </summary>
/// <param name="ProfileType">The staff profile type's name; null on the portal side.</param>
/// <param name="CustomerId">The customer for whom a portal person acts; null for staff.</param>
/// <param name="Language">Two letters: en, fr, nl or pl.</param>
/// <param name="TimeZone">IANA zone of the firm: its local date is "today".</param>
/// <param name="Rights">What the profile type may do; a right that is missing reaches nothing.</param>
/// <param name="TrialUntil">The last local date of the firm's trial; after it the firm reads only. Null without a trial.</param>
public sealed record Person(
    Guid AccountId,
    Guid MembershipId,
    Guid FirmId,
    string FirmName,
    Side Side,
    string? ProfileType,
    Guid? CustomerId,
    string Name,
    string Email,
    string Language,
    string TimeZone,
    IReadOnlyDictionary<Right, Reach> Rights,
    DateOnly? TrialUntil = null)
{
    public Reach May(Right right) => Rights.GetValueOrDefault(right);
}
