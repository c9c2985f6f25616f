using Engagements.Engaging;
using Identity.Contracts;
using SharedKernel.Messaging;

namespace Engagements.Firms;

/// <summary>Keeps the copy of a staff user; a new name is told on with every engagement that the person owns.</summary>
internal static class FollowStaffUser
{
    internal sealed class Handler(EngagementsDb db) : IHandle<StaffUserChanged>
    {
        public async Task Handle(StaffUserChanged happened, CancellationToken token)
        {
            if (await db.Staff.FirstOrDefaultAsync(s => s.Id == happened.StaffId, token) is not { } staff)
                db.Staff.Add(StaffUser.From(happened));
            else if (staff.Apply(happened))
                await db.AnnounceAll(e => e.OwnerId == staff.Id, token);
        }
    }
}
