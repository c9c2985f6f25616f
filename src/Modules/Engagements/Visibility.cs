using System.Linq.Expressions;
using Engagements.Customers;
using Engagements.Engaging;
using SharedKernel.Access;

namespace Engagements;

/// <summary>
/// Who sees and who may change what: the one place that every list, count, page and JSON answer asks, so that no two
/// of them can disagree. A profile type that sees the whole firm sees all; "own" is what one owns, created or is on
/// the team of, and a customer is visible through any of its engagements or through being responsible for it.
/// </summary>
internal static class Visibility
{
    public static IQueryable<Engagement> SeenBy(this IQueryable<Engagement> engagements, Person person) =>
        engagements.Within(person.May(Right.SeeCustomers), person.MembershipId);

    /// <summary>What the person may change; archived ones must be restored first.</summary>
    public static IQueryable<Engagement> EditableBy(this IQueryable<Engagement> engagements, Person person) =>
        engagements.SeenBy(person).Within(person.May(Right.EditCustomers), person.MembershipId).Where(e => e.ArchivedAt == null);

    public static IQueryable<Engagement> Within(this IQueryable<Engagement> engagements, Reach reach, Guid staffId) => reach switch
    {
        Reach.All => engagements,
        Reach.Own => engagements.Where(Own(staffId)),
        _ => engagements.Where(e => false),
    };

    public static IQueryable<Customer> CustomersSeenBy(this EngagementsDb db, Person person) =>
        db.Customers.Within(db, person.May(Right.SeeCustomers), person.MembershipId);

    /// <summary>What the person may change; archived ones must be restored first.</summary>
    public static IQueryable<Customer> CustomersEditableBy(this EngagementsDb db, Person person) =>
        db.CustomersSeenBy(person).Within(db, person.May(Right.EditCustomers), person.MembershipId).Where(c => c.ArchivedAt == null);

    private static IQueryable<Customer> Within(this IQueryable<Customer> customers, EngagementsDb db, Reach reach, Guid staffId)
    {
        var own = db.Engagements.Where(Own(staffId));
        return reach switch
        {
            Reach.All => customers,
            Reach.Own => customers.Where(c => c.ResponsibleId == staffId || own.Any(e => e.CustomerId == c.Id)),
            _ => customers.Where(c => false),
        };
    }

    private static Expression<Func<Engagement, bool>> Own(Guid staffId) =>
        e => e.OwnerId == staffId || e.CreatorId == staffId || e.Team.Any(m => m.StaffId == staffId);
}
