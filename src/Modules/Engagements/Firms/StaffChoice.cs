namespace Engagements.Firms;

/// <summary>A staff user to choose from in a form or filter.</summary>
public sealed record StaffChoice(Guid Id, string Name);

internal static class StaffChoices
{
    /// <summary>Who can be given something, and whoever holds it already.</summary>
    public static async Task<IReadOnlyList<StaffChoice>> Choices(
        this IQueryable<StaffUser> staff, IReadOnlyCollection<Guid> holding, CancellationToken token) =>
        await staff
            .Where(s => (s.Active && !s.Deleted) || holding.Contains(s.Id))
            .OrderBy(s => s.SortName).ThenBy(s => s.Id)
            .Select(s => new StaffChoice(s.Id, s.FullName))
            .ToListAsync(token);
}
