using DataRefresh.Dashboard;
using Engagements.Contracts;
using SharedKernel.Access;

namespace DataRefresh.Uploads;

/// <summary>
/// Who may send files for an engagement: its contact person, and staff whose right to refresh reaches it. The owner is asked at
/// every step, not our copy, so a right that was just taken away opens nothing. Foreign and missing are both null.
/// </summary>
internal sealed class UploadDoor(DataRefreshDb db, Current current, IEngagementAccess access)
{
    public async Task<EngagementRow?> Engagement(Guid engagementId, CancellationToken token)
    {
        var person = current.Person;
        var may = person.Side == Side.Portal
            ? await access.IsContactOf(person.FirmId, person.MembershipId, engagementId, token)
            : person.May(Right.RefreshData) is var reach and not Reach.None
                && await access.SeenByStaff(person.FirmId, person.MembershipId, reach == Reach.All, engagementId, token);
        return may ? await db.Rows.SingleOrDefaultAsync(row => row.EngagementId == engagementId && !row.Archived, token) : null;
    }

    public async Task<(Upload Upload, EngagementRow Row)?> Upload(Guid uploadId, CancellationToken token)
    {
        var upload = await db.Uploads.SingleOrDefaultAsync(u => u.Id == uploadId, token);
        return upload is not null && await Engagement(upload.EngagementId, token) is { } row ? (upload, row) : null;
    }
}
