namespace Engagements.Customers;

internal static class Responsibility
{
    /// <summary>Nobody, who is responsible already, or a staff user who can still sign in.</summary>
    public static async Task<bool> IsPossible(EngagementsDb db, Guid? staffId, Guid? already, CancellationToken token) =>
        staffId is null || staffId == already || await db.Staff.AnyAsync(s => s.Id == staffId && s.Active && !s.Deleted, token);
}
