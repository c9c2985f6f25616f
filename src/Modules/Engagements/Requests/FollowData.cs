using DataRefresh.Contracts;
using SharedKernel.Messaging;

namespace Engagements.Requests;

/// <summary>Data that arrived answers the request for it, whichever way it came. It repairs nothing.</summary>
internal sealed class FollowData(EngagementsDb db) : IHandle<DataStored>
{
    public async Task Handle(DataStored happened, CancellationToken token)
    {
        if (await db.OpenFor(happened.EngagementId, token) is { Kind: RequestKind.Data } request && request.SentAt <= happened.StoredAt)
            request.End(RequestState.Answered, happened.StoredAt);
    }
}
