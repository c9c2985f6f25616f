using System.Globalization;
using DataRefresh.Dashboard;
using DataRefresh.Firms;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>Tells an engagement's owner that its refreshes fail, why, and what to do.</summary>
internal sealed class FailureLetter(DataRefreshDb db, IStringLocalizer<Text> words, PublicAddress address)
{
    /// <summary>Null when nobody can be written to: the owner is blocked or gone, or the engagement is archived.</summary>
    public async Task<Letter?> ToOwnerOf(EngagementRow row, string code, DateTimeOffset now, CancellationToken token)
    {
        if (row.Archived || await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == row.OwnerId && s.Active, token) is not { } owner)
            return null;

        var firm = await db.Firms.AsNoTracking().SingleOrDefaultAsync(token) ?? new Firm();
        var before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            Languages.Enter(owner.Language);
            return new Letter(
                row.FirmId, owner.Email, firm.SenderName is "" ? firm.Name : firm.SenderName, firm.ReplyTo, owner.Language,
                words["Mail_Failed_Subject", row.CustomerName],
                [
                    words["Mail_Greeting", owner.FullName],
                    words["Mail_Failed_What", row.Title, row.CustomerName, firm.TimeOf(now), words[$"Reason_{code}"]],
                    words[WhatToDo.About(code)],
                    words["Mail_Failed_Once"],
                ],
                new LetterAction(words["Mail_Failed_Action"], address.Of($"/admin/data-refresh/engagements/{row.EngagementId}/history")));
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = before;
        }
    }
}
