using DataRefresh.Dashboard;
using DataRefresh.Firms;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace DataRefresh.Remedies;

/// <summary>A colleague asks the administrators to make a connector work again; to each in the own language.</summary>
internal sealed class AdministratorLetter(DataRefreshDb db, MailComposer mails, IStringLocalizer<Text> words, PublicAddress address)
{
    public static MailKind Kind { get; } = new MailKind(
        "connector-trouble",
        "Mail_Connector_Title",
        new("Mail_Connector_Subject", "Customer"),
        [new("Mail_Greeting", "Administrator"), new("Mail_Connector_What", "Sender", "Engagement", "Customer", "Reason"), new("Mail_Connector_ToDo")],
        "Mail_Connector_Action",
        [
            new("Administrator", "Mail_Sample_Owner"), new("Sender", "Mail_Sample_Owner"), new("Customer", "Mail_Sample_Customer", Required: true),
            new("Engagement", "Mail_Sample_Engagement"), new("Reason", "Reason_vendor-key-refused", Required: true), new("Firm", "Mail_Sample_Firm"),
        ]).From<Text>();

    public async Task<IReadOnlyList<Letter>> ToAdministrators(EngagementRow row, string code, Person sender, CancellationToken token)
    {
        var firm = await db.ThisFirm(token);
        var letters = new List<Letter>();
        foreach (var administrator in await db.Staff.AsNoTracking().Where(s => s.Active && s.ManagesSettings).OrderBy(s => s.FullName).ToListAsync(token))
        {
            letters.Add(await mails.Compose(
                Kind,
                firm.Reader(administrator),
                () => new()
                {
                    ["Administrator"] = administrator.FullName,
                    ["Sender"] = sender.Name,
                    ["Customer"] = row.CustomerName,
                    ["Engagement"] = row.Title,
                    ["Reason"] = words[$"Reason_{code}"],
                    ["Firm"] = firm.Name,
                },
                address.Of("/settings/connectors"),
                token));
        }

        return letters;
    }
}
