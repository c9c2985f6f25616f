using Identity.Contracts;
using SharedKernel.Messaging;

namespace Engagements.Firms;

internal static class FollowFirm
{
    internal sealed class Handler(EngagementsDb db) : IHandle<FirmChanged>
    {
        public async Task Handle(FirmChanged happened, CancellationToken token)
        {
            if (await db.Firms.FirstOrDefaultAsync(f => f.FirmId == happened.FirmId, token) is { } firm)
                firm.Apply(happened);
            else
                db.Firms.Add(Firm.From(happened));
        }
    }
}
