using DataRefresh.Contracts;
using Engagements.Engaging;
using SharedKernel.Messaging;

namespace Engagements.Requests;

/// <summary>Access that was granted finishes that step; of a repair it may be the last one.</summary>
internal sealed class FollowConnection(EngagementsDb db) : IHandle<CustomerConnected>
{
    public async Task Handle(CustomerConnected happened, CancellationToken token)
    {
        if (await db.OpenFor(happened.EngagementId, token) is { } request && request.SentAt <= happened.ConnectedAt)
        {
            request.Finish(RequestSteps.Access, happened.ConnectedAt);
            if (request.OpenFor is not null)
                return;
            var engagement = await db.Engagements.Include(e => e.Team).SingleAsync(e => e.Id == happened.EngagementId, token);
            engagement.AsksNoMore();
            await db.AnnounceChanged([engagement], token);
        }
    }
}
