using MediatR;
using SharedKernel.Persistence;
using SharedKernel.Results;
using SharedKernel.Web;

namespace DataRefresh.Uploads;

/// <summary>The files that were sent for one engagement, the newest first.</summary>
internal static class UploadList
{
    public sealed record Query(Guid EngagementId, PageRequest Page) : IRequest<Result<Page<UploadLine>>>;

    public sealed class Handler(DataRefreshDb db, UploadDoor door) : IRequestHandler<Query, Result<Page<UploadLine>>>
    {
        public async Task<Result<Page<UploadLine>>> Handle(Query query, CancellationToken token)
        {
            if (await door.Engagement(query.EngagementId, token) is null)
                return Failure.NotFound;
            return await db.Uploads.Where(u => u.EngagementId == query.EngagementId)
                .ToPage(u => u.ReceivedAt, u => u.Id, UploadLine.Of, descending: true, query.Page, total: null, token);
        }
    }

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) =>
            app.MapGet("/api/data-refresh/engagements/{engagementId:guid}/uploads", async (
                Guid engagementId, string? after, string? before, int? size, IMediator mediator, CancellationToken token) =>
                (await mediator.Send(new Query(engagementId, new PageRequest(after, before, size)), token)).ToResult()).ForBothSides();
    }
}
