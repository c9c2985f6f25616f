using DataRefresh.Dashboard;
using Identity.Contracts;
using SharedKernel.Messaging;

namespace DataRefresh.Firms;

/// <summary>Keeps the copy of a firm; a new introduction date changes who is eligible.</summary>
internal sealed class KeepFirm(DataRefreshDb db) : IHandle<FirmChanged>
{
    public async Task Handle(FirmChanged happened, CancellationToken token)
    {
        var firm = await db.Firms.SingleOrDefaultAsync(token);
        if (firm is null)
            db.Firms.Add(firm = new Firm { FirmId = happened.FirmId });
        else if (firm.Version >= happened.Version)
            return;

        firm.Version = happened.Version;
        firm.Name = happened.FirmName;
        firm.SenderName = happened.SenderName;
        firm.ReplyTo = happened.ReplyTo;
        firm.TimeZone = happened.TimeZone;
        firm.IntroducedAt = firm.StartOf(happened.IntroducedOn);
        await db.SaveChangesAsync(token);
        await db.RewriteBlockers(db.Rows, token);
    }
}
