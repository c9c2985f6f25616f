using DataRefresh.Dashboard;
using DataRefresh.Firms;
using DataRefresh.Remedies;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace DataRefresh.Refreshes;

/// <summary>Tells an engagement's owner that its refreshes fail, why, and what to do.</summary>
internal sealed class FailureLetter(DataRefreshDb db, MailComposer mails, IStringLocalizer<Text> words, PublicAddress address)
{
    public static MailKind Kind { get; } = new MailKind(
        "refresh-failed",
        "Mail_Failed_Title",
        new("Mail_Failed_Subject", "Customer"),
        [new("Mail_Greeting", "Owner"), new("Mail_Failed_What", "Engagement", "Customer", "Time", "Reason"), new("Mail_Failed_ToDo", "ToDo"), new("Mail_Failed_Once")],
        "Mail_Failed_Action",
        [
            new("Owner", "Mail_Sample_Owner"), new("Customer", "Mail_Sample_Customer", Required: true), new("Engagement", "Mail_Sample_Engagement"),
            new("Time", "Mail_Sample_Time"), new("Reason", "Reason_vendor-timeout", Required: true), new("ToDo", "Todo_Nobody"), new("Firm", "Mail_Sample_Firm"),
        ]).From<Text>();

    /// <summary>Null when nobody can be written to: the owner is blocked or gone, or the engagement is archived.</summary>
    public async Task<Letter?> ToOwnerOf(EngagementRow row, string code, DateTimeOffset now, CancellationToken token)
    {
        if (row.Archived || await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == row.OwnerId && s.Active, token) is not { } owner)
            return null;

        var firm = await db.ThisFirm(token);
        return await mails.Compose(
            Kind,
            firm.Reader(owner),
            () => new()
            {
                ["Owner"] = owner.FullName,
                ["Customer"] = row.CustomerName,
                ["Engagement"] = row.Title,
                ["Time"] = firm.TimeOf(now),
                ["Reason"] = words[$"Reason_{code}"],
                ["ToDo"] = words[WhatToDo.About(code)],
                ["Firm"] = firm.Name,
            },
            address.Of($"/admin/data-refresh/engagements/{row.EngagementId}/remedy"),
            token);
    }
}
