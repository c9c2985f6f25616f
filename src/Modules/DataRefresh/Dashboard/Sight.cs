using SharedKernel.Access;

namespace DataRefresh.Dashboard;

internal static class Sight
{
    /// <summary>
    /// The dashboard's rows for a staff user: online engagements that the right reaches. Mirrors Admin > Engagements,
    /// because Engagements itself expanded who sees what.
    /// </summary>
    public static IQueryable<EngagementRow> RowsFor(this DataRefreshDb db, Person person, Right right = Right.SeeCustomers)
    {
        var online = db.Rows.Where(r => !r.Archived && r.Connector != null);
        return person.May(right) switch
        {
            Reach.All => online,
            Reach.Own => online.Where(r => db.Sights.Any(s => s.EngagementId == r.EngagementId && s.StaffId == person.MembershipId)),
            _ => online.Where(_ => false),
        };
    }
}
