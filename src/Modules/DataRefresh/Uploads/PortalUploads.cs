using MediatR;
using SharedKernel.Access;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>Portal > Upload: the contact's engagements, online or not, and the files that were sent for each.</summary>
internal static class PortalUploads
{
    private const int Listed = 10;

    public sealed record Query : IRequest<IReadOnlyList<UploadTarget>>;

    public sealed class Handler(DataRefreshDb db, Current current) : IRequestHandler<Query, IReadOnlyList<UploadTarget>>
    {
        public async Task<IReadOnlyList<UploadTarget>> Handle(Query query, CancellationToken token)
        {
            var rows = db.Rows.Where(r => !r.Archived && r.ContactId == current.Person.MembershipId);
            var engagements = await rows.OrderBy(r => r.CustomerName).ThenBy(r => r.Title).AsNoTracking().ToListAsync(token);
            var uploads = await rows
                .SelectMany(r => db.Uploads.Where(u => u.EngagementId == r.EngagementId).OrderByDescending(u => u.ReceivedAt).Take(Listed))
                .Select(UploadLine.Of)
                .ToListAsync(token);
            var byEngagement = uploads.ToLookup(u => u.EngagementId);
            return [.. engagements.Select(r => new UploadTarget(
                r.EngagementId, r.Title, r.CustomerName, r.Connector is not null, r.LastSuccessAt, r.FinancialYearStart,
                [.. byEngagement[r.EngagementId].OrderByDescending(u => u.ReceivedAt)]))];
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet(UploadAddress.Portal, async (IMediator mediator, CancellationToken token) =>
            new View<PortalUploadsPage>(new { Targets = await mediator.Send(new Query(), token) })).ForPortal();
    }
}
