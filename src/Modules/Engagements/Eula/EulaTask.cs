using Engagements.Engaging;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Engagements.Eula;

/// <summary>Asks a contact on the portal's first page to accept the agreement, while any engagement waits for it.</summary>
internal sealed class EulaTask(EngagementsDb db, IStringLocalizer<Text> words) : IPortalTasks
{
    public async Task<IReadOnlyList<PortalTask>> For(Person person, CancellationToken cancellationToken)
    {
        var inForce = await db.EulaVersions.InForce(cancellationToken);
        var waiting = await db.WaitingFor(person.MembershipId, inForce).CountAsync(cancellationToken);
        return waiting == 0 ? [] : [new PortalTask(words["Task_Eula"], words["Task_Eula_Why", person.FirmName], "/portal/engagements/eula")];
    }
}

internal static class Waiting
{
    /// <summary>The contact's engagements that need an acceptance of the version in force.</summary>
    public static IQueryable<Engagement> WaitingFor(this EngagementsDb db, Guid contactId, EulaInForce inForce) =>
        db.Engagements.Where(e => e.ContactId == contactId && e.ArchivedAt == null && e.AcceptedEula < inForce.Required);
}
