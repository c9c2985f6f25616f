namespace Identity.Memberships;

/// <summary>What a staff user is at the firm; decides what the user sees and may do. Stored by name.</summary>
public enum ProfileType
{
    Administrator,
    DataController,
    Manager,
    EngagementManager,
    RelationshipManager,
    Viewer,
}
