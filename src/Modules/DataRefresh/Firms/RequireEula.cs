using DataRefresh.Dashboard;
using Engagements.Contracts;
using SharedKernel.Messaging;

namespace DataRefresh.Firms;

/// <summary>A new material EULA version makes engagements inactive at once; running refreshes finish.</summary>
internal sealed class RequireEula(DataRefreshDb db) : IHandle<EulaPublished>
{
    public async Task Handle(EulaPublished happened, CancellationToken token)
    {
        var firm = await db.Firms.SingleOrDefaultAsync(token);
        if (firm is null)
            db.Firms.Add(firm = new Firm { FirmId = happened.FirmId });
        else if (firm.RequiredEula >= happened.RequiredNumber)
            return;

        firm.RequiredEula = happened.RequiredNumber;
        await db.SaveChangesAsync(token);
        await db.RewriteBlockers(db.Rows, token);
    }
}
