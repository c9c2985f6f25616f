using SharedKernel.Access;

namespace Identity.Memberships;

/// <summary>One of the places where a person may act.</summary>
public sealed record MembershipView(
    Guid MembershipId, Side Side, string FirmName, string? CustomerName, ProfileType? ProfileType, string Name, bool Current);
