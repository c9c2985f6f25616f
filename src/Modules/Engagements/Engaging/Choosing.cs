using Engagements.Firms;
using Microsoft.Extensions.Localization;
using SharedKernel.Results;

namespace Engagements.Engaging;

/// <summary>What an engagement's form offers, and the check that it was one of these.</summary>
internal static class Choosing
{
    public static async Task<IReadOnlyList<ContactChoice>> ContactsToChoose(this EngagementsDb db, Guid customerId, CancellationToken token) =>
        await db.Contacts.Where(c => c.CustomerId == customerId)
            .OrderBy(c => c.SortName).ThenBy(c => c.Id)
            .Select(c => new ContactChoice(c.Id, c.FullName, c.Email))
            .ToListAsync(token);

    /// <param name="before">The engagement as it is: who holds something already may keep it.</param>
    public static async Task<Failure?> CheckPeople(
        this EngagementsDb db, Guid customerId, EngagementFacts facts, Engagement? before, IStringLocalizer<Text> words, CancellationToken token)
    {
        if (facts.ContactId is { } contact && !await db.Contacts.AnyAsync(c => c.Id == contact && c.CustomerId == customerId, token))
            return Failure.Invalid("contactId", words["Contact_Unknown"]);

        Guid[] holding = before is null ? [] : [before.OwnerId, .. before.Team.Select(m => m.StaffId)];
        var asked = facts.Team.Append(facts.OwnerId).Distinct().Except(holding).ToList();
        var known = await db.Staff.Where(s => asked.Contains(s.Id) && s.Active && !s.Deleted).Select(s => s.Id).ToListAsync(token);
        return known.Count == asked.Count ? null
            : Failure.Invalid(known.Contains(facts.OwnerId) || holding.Contains(facts.OwnerId) ? "team" : "ownerId", words["Staff_Unknown"]);
    }
}
