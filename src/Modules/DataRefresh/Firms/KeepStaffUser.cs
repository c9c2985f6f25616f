using Identity.Contracts;
using SharedKernel.Messaging;

namespace DataRefresh.Firms;

/// <summary>Keeps the copy of a staff user.</summary>
internal sealed class KeepStaffUser(DataRefreshDb db) : IHandle<StaffUserChanged>
{
    public async Task Handle(StaffUserChanged happened, CancellationToken token)
    {
        var staff = await db.Staff.SingleOrDefaultAsync(s => s.Id == happened.StaffId, token);
        if (staff is null)
            db.Staff.Add(staff = new StaffUser { Id = happened.StaffId, FirmId = happened.FirmId });
        staff.Apply(happened);
        await db.SaveChangesAsync(token);
    }
}
