using Engagements.Contracts;
using SharedKernel.Access;
using SharedKernel.Persistence;

namespace Engagements.Engaging;

/// <summary>Answers the other modules from the same rule as our own pages. The firm is an argument, and also the filter.</summary>
internal sealed class EngagementAccess(EngagementsDb db) : IEngagementAccess
{
    public Task<bool> SeenByStaff(Guid firmId, Guid staffId, bool seesWholeFirm, Guid engagementId, CancellationToken token) =>
        db.Engagements
            .Within(seesWholeFirm ? Reach.All : Reach.Own, staffId)
            .AnyAsync(e => e.Id == engagementId && e.FirmId == firmId && e.ArchivedAt == null, token);

    public Task<bool> IsContactOf(Guid firmId, Guid contactId, Guid engagementId, CancellationToken token) =>
        db.Engagements.AnyAsync(e => e.Id == engagementId && e.FirmId == firmId && e.ContactId == contactId && e.ArchivedAt == null, token);
}
