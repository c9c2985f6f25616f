using System.Linq.Expressions;
using Engagements.Contacts;
using Engagements.Customers;
using Engagements.Firms;

namespace Engagements.Engaging;

/// <summary>An engagement with the people whose names its lists show and sort by.</summary>
internal sealed class JoinedRow
{
    public Engagement Engagement { get; init; } = null!;

    public Customer Customer { get; init; } = null!;

    public Contact? Contact { get; init; }

    public StaffUser? Owner { get; init; }

    /// <param name="required">Number of the EULA version that an acceptance must reach.</param>
    public static Expression<Func<JoinedRow, EngagementRow>> View(int required) => r => new EngagementRow(
        r.Engagement.Id, r.Engagement.Title, r.Customer.Id, r.Customer.Name,
        r.Engagement.ContactId, r.Contact == null ? null : r.Contact.FullName,
        r.Engagement.OwnerId, r.Owner == null ? null : r.Owner.FullName,
        r.Engagement.Package, r.Engagement.Connector != null, r.Engagement.LegalCoverOn,
        r.Engagement.AcceptedEula, r.Engagement.AcceptedEula >= required, r.Engagement.ArchivedAt != null);
}

internal static class JoinedRows
{
    public static IQueryable<JoinedRow> Rows(this EngagementsDb db, IQueryable<Engagement> engagements) =>
        from engagement in engagements.AsNoTracking()
        join customer in db.Customers on engagement.CustomerId equals customer.Id
        join person in db.Contacts on engagement.ContactId equals (Guid?)person.Id into persons
        from contact in persons.DefaultIfEmpty()
        join staff in db.Staff on engagement.OwnerId equals staff.Id into owners
        from owner in owners.DefaultIfEmpty()
        select new JoinedRow { Engagement = engagement, Customer = customer, Contact = contact, Owner = owner };
}
