using System.Linq.Expressions;
using Engagements.Contacts;
using Engagements.Customers;
using Engagements.Eula;
using Engagements.Firms;
using MediatR;
using SharedKernel.Access;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace Engagements.Engaging;

/// <summary>Admin &gt; Engagements: what every other view of engagements mirrors.</summary>
internal static class EngagementList
{
    /// <param name="Contact">Part of the contact person's name or address.</param>
    /// <param name="Owner">The id of a staff user.</param>
    /// <param name="Package">Code of an accounting package.</param>
    /// <param name="Online">yes or no.</param>
    /// <param name="Mine">yes: only those that the person owns, created or is on the team of.</param>
    /// <param name="Archived">yes: only archived; all: those too; nothing: only the others.</param>
    /// <param name="Sort">title, customer, contact, owner, package, online, cover or eula; a minus in front turns it round.</param>
    internal sealed record Query(
        string? Search, string? Contact, string? Owner, string? Package, string? Online, string? Mine, string? Archived,
        string? Sort, string? After, string? Before, int? Size)
        : IRequest<Result<EngagementListView>>;

    internal sealed class Handler(EngagementsDb db, Current current) : IRequestHandler<Query, Result<EngagementListView>>
    {
        public async Task<Result<EngagementListView>> Handle(Query query, CancellationToken token)
        {
            var me = current.Person;
            var rows = Filtered(db.Rows(db.Engagements.SeenBy(me)), query);
            if (query.Mine == "yes")
            {
                var own = db.Engagements.Within(Reach.Own, me.MembershipId);
                rows = rows.Where(r => own.Any(e => e.Id == r.Engagement.Id));
            }

            var total = await rows.CountAsync(token);
            var view = JoinedRow.View((await db.EulaVersions.InForce(token)).Required);
            Task<Result<Page<EngagementRow>>> By<TKey>(Expression<Func<JoinedRow, TKey>> key)
                where TKey : notnull => rows.ToPage(
                    key, r => r.Engagement.Id, view, query.Sort is ['-', ..], new PageRequest(query.After, query.Before, query.Size), total, token);
            var page = await (query.Sort?.TrimStart('-') switch
            {
                "customer" => By(r => r.Customer.SortName),
                "contact" => By(r => r.Contact == null ? "" : r.Contact.SortName),
                "owner" => By(r => r.Owner == null ? "" : r.Owner.SortName),
                "package" => By(r => r.Engagement.Package),
                "online" => By(r => r.Engagement.Connector == null ? 0 : 1),
                "cover" => By(r => r.Engagement.LegalCoverOn ?? DateOnly.MinValue),
                "eula" => By(r => r.Engagement.AcceptedEula),
                _ => By(r => r.Engagement.SortTitle),
            });
            if (page.Failed)
                return page.Failure;

            Guid[] chosen = Guid.TryParse(query.Owner, out var owner) ? [owner] : [];
            return new EngagementListView(
                page.Value, await db.Staff.Choices(chosen, token),
                me.May(Right.EditCustomers) != Reach.None, me.May(Right.RefreshData) != Reach.None);
        }

        private IQueryable<JoinedRow> Filtered(IQueryable<JoinedRow> rows, Query query)
        {
            foreach (var word in Folding.Words(query.Search))
            {
                var customers = db.Hits<Customer>(c => c.SearchText, word);
                var named = db.Hits<Engagement>(e => e.SearchText, word)
                    .Union(db.Engagements.Where(e => customers.Contains(e.CustomerId)).Select(e => e.Id));
                rows = rows.Where(r => named.Contains(r.Engagement.Id));
            }

            foreach (var word in Folding.Words(query.Contact))
            {
                var contacts = db.Hits<Contact>(c => c.SortName, word).Union(db.Hits<Contact>(c => c.EmailKey, word));
                var theirs = db.Engagements.Join(contacts, e => e.ContactId, id => (Guid?)id, (e, id) => e.Id);
                rows = rows.Where(r => theirs.Contains(r.Engagement.Id));
            }

            if (!string.IsNullOrEmpty(query.Owner))
                rows = Guid.TryParse(query.Owner, out var owner) ? rows.Where(r => r.Engagement.OwnerId == owner) : rows.Where(r => false);
            if (!string.IsNullOrEmpty(query.Package))
                rows = rows.Where(r => r.Engagement.Package == query.Package);
            if (query.Online is "yes" or "no")
                rows = rows.Where(r => r.Engagement.Connector != null == (query.Online == "yes"));
            return query.Archived switch
            {
                "yes" => rows.Where(r => r.Engagement.ArchivedAt != null),
                "all" => rows,
                _ => rows.Where(r => r.Engagement.ArchivedAt == null),
            };
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            app.MapGet("/admin/engagements", async ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
            {
                var list = await mediator.Send(query, token);
                return list.Failed ? (IResult)list.Failure.ToProblem() : new View<EngagementListPage>(new { List = list.Value });
            }).For(Right.SeeCustomers);
            app.MapGet("/api/engagements/engagements", async Task<Results<Ok<Page<EngagementRow>>, Problem>> ([AsParameters] Query query, IMediator mediator, CancellationToken token) =>
            {
                var list = await mediator.Send(query, token);
                return list.Failed ? list.Failure.ToProblem() : TypedResults.Ok(list.Value.Page);
            }).For(Right.SeeCustomers);
        }
    }
}

/// <summary>The list with what its filters need.</summary>
public sealed record EngagementListView(Page<EngagementRow> Page, IReadOnlyList<StaffChoice> Staff, bool MayCreate, bool MayRequestData);
