using System.Linq.Expressions;
using DataRefresh.Dashboard;
using SharedKernel.Access;

namespace DataRefresh.Relationships;

/// <summary>Product state machine "customer", the worst first: a customer with several engagements shows the worst of theirs.</summary>
public enum RelationState
{
    /// <summary>The customer left without granting, let the request run out, or the last attempt failed.</summary>
    Error,

    /// <summary>A mail was sent, and the customer must act.</summary>
    Requested,
    Refreshing,

    /// <summary>Nobody ever asked, and nothing ever came.</summary>
    None,
    Available,
}

internal static class Relations
{
    public const string RequestExpired = "request-expired";

    /// <summary>
    /// The one place that says how an engagement's relation stands, for lists in SQL and for a row at hand; as a number,
    /// because the worst of several is their minimum.
    /// </summary>
    private static readonly Expression<Func<RelationRow, RankedRelation>> ranking = r => new RankedRelation
    {
        CustomerId = r.Row.CustomerId,
        SortCustomer = r.Row.SortCustomer,
        Rank = r.Running ? (int)RelationState.Refreshing
            : r.Row.LeftAt != null && (r.Row.RequestedAt == null || r.Row.LeftAt > r.Row.RequestedAt) && (r.Row.LastSuccessAt == null || r.Row.LeftAt > r.Row.LastSuccessAt)
                ? (int)RelationState.Error
            : r.Row.RequestExpiredAt != null && (r.Row.LastSuccessAt == null || r.Row.RequestExpiredAt > r.Row.LastSuccessAt) ? (int)RelationState.Error
            : r.Row.LastFailure != null && (r.Row.RequestedAt == null || r.Row.LastAttemptAt > r.Row.RequestedAt) ? (int)RelationState.Error
            : r.Row.RequestedAt != null && (r.Row.LastSuccessAt == null || r.Row.RequestedAt > r.Row.LastSuccessAt) ? (int)RelationState.Requested
            : r.Row.LastSuccessAt == null ? (int)RelationState.None
            : (int)RelationState.Available,
    };

    private static readonly Func<RelationRow, RankedRelation> rank = ranking.Compile();

    /// <summary>The engagements whose relation a staff user follows: those that are seen, also offline ones, and those of customers one is responsible for.</summary>
    public static IQueryable<EngagementRow> RelationsOf(this DataRefreshDb db, Person person)
    {
        var rows = db.Rows.Where(r => !r.Archived);
        return person.May(Right.SeeCustomers) switch
        {
            Reach.All => rows,
            Reach.Own => rows.Where(r => r.ResponsibleId == person.MembershipId
                || db.Sights.Any(s => s.EngagementId == r.EngagementId && s.StaffId == person.MembershipId)),
            _ => rows.Where(_ => false),
        };
    }

    public static IQueryable<RankedRelation> Ranked(this DataRefreshDb db, IQueryable<EngagementRow> rows) => db.WithRunning(rows).Select(ranking);

    public static IQueryable<RelationRow> WithRunning(this DataRefreshDb db, IQueryable<EngagementRow> rows) =>
        from row in rows
        join refresh in db.Refreshes on row.EngagementId equals refresh.RunningFor into running
        from refresh in running.DefaultIfEmpty()
        select new RelationRow { Row = row, Running = refresh != null };

    public static RelationState State(this RelationRow relation) => (RelationState)rank(relation).Rank;

    /// <summary>Why it is <see cref="RelationState.Error"/>; a stable code.</summary>
    public static string? Reason(this RelationRow relation)
    {
        if (relation.State() != RelationState.Error)
            return null;
        var row = relation.Row;
        return row.LeftAt is { } left && !(row.LastSuccessAt >= left) && !(row.RequestedAt >= left) ? row.LeftCode
            : row.RequestExpiredAt is { } expired && !(row.LastSuccessAt >= expired) ? RequestExpired
            : row.LastFailure;
    }
}

internal sealed class RelationRow
{
    public EngagementRow Row { get; init; } = null!;

    /// <summary>Whether a refresh runs for it.</summary>
    public bool Running { get; init; }
}

internal sealed class RankedRelation
{
    public Guid CustomerId { get; init; }

    public string SortCustomer { get; init; } = "";

    /// <summary>A <see cref="RelationState"/>.</summary>
    public int Rank { get; init; }
}
