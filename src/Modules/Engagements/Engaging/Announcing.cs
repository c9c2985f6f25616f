using System.Linq.Expressions;
using Engagements.Contacts;
using SharedKernel.Persistence;

namespace Engagements.Engaging;

/// <summary>Tells the other modules how engagements stand now, names of others included.</summary>
internal static class Announcing
{
    /// <summary>Engagements that this unit of work has loaded with their teams, and changed.</summary>
    public static async Task AnnounceChanged(this EngagementsDb db, IReadOnlyCollection<Engagement> engagements, CancellationToken token)
    {
        foreach (var engagement in engagements)
        {
            // FindAsync prefers what is tracked: a name changed in this very unit of work counts already.
            var customer = await db.Customers.FindAsync([engagement.CustomerId], token);
            var contact = engagement.ContactId is { } id ? await db.Contacts.FindAsync([id], token) : null;
            var owner = await db.Staff.FindAsync([engagement.OwnerId], token);
            db.Announce(engagement.ToEvent(customer!.Name, customer.ResponsibleId, contact, owner?.FullName ?? ""));
        }
    }

    /// <summary>
    /// However many engagements: one update for their versions and one query per chunk for their state. Needs the
    /// transaction that reactions to events run in; saves first what made them different.
    /// </summary>
    public static async Task AnnounceAll(this EngagementsDb db, Expression<Func<Engagement, bool>> which, CancellationToken token)
    {
        await db.SaveChangesAsync(token);
        if (await db.Engagements.Where(which).ExecuteUpdateAsync(set => set.SetProperty(e => e.Version, e => e.Version + 1), token) == 0)
            return;

        var states =
            from engagement in db.Engagements.AsNoTracking().Include(e => e.Team).Where(which)
            join customer in db.Customers on engagement.CustomerId equals customer.Id
            join owner in db.Staff on engagement.OwnerId equals owner.Id
            join person in db.Contacts on engagement.ContactId equals (Guid?)person.Id into persons
            from contact in persons.DefaultIfEmpty()
            select new { engagement, customer.Name, customer.ResponsibleId, contact, Owner = owner.FullName };
        await foreach (var state in states.AsAsyncEnumerable().WithCancellation(token))
            db.Announce(state.engagement.ToEvent(state.Name, state.ResponsibleId, state.contact, state.Owner));
    }
}
