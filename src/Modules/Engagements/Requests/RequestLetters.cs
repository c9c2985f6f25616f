using System.Globalization;
using DataRefresh.Contracts;
using Engagements.Contacts;
using Engagements.Engaging;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace Engagements.Requests;

/// <summary>The mails of a request, in the contact's language and the firm's words.</summary>
internal sealed class RequestLetters(EngagementsDb db, MailComposer mails, RequestLink link, IStringLocalizer<Text> words, PublicAddress address)
{
    private static readonly MailPlaceholder[] Placeholders =
    [
        new("Contact", "Mail_Sample_Contact"), new("Sender", "Mail_Sample_Sender"), new("Firm", "Mail_Sample_Firm", Required: true),
        new("Data", "Scope_Financials_InSentence", Required: true), new("Engagement", "Mail_Sample_Engagement"), new("Until", "Mail_Sample_Until"),
    ];

    private static readonly MailKind Connect = new MailKind(
        "request-connect",
        "Mail_Request_ConnectTitle",
        new("Mail_Request_Subject", "Firm"),
        [
            new("Mail_Greeting", "Contact"), new("Mail_Request_Asked", "Sender", "Firm", "Engagement", "Data"), new("Mail_Request_Connect", "Package"),
            new("Mail_Request_Until", "Until"),
        ],
        "Mail_Request_Action",
        [.. Placeholders, new("Package", "Mail_Sample_Package")]).From<Text>();

    private static readonly MailKind Upload = new MailKind(
        "request-upload",
        "Mail_Request_UploadTitle",
        new("Mail_Request_Subject", "Firm"),
        [
            new("Mail_Greeting", "Contact"), new("Mail_Request_Asked", "Sender", "Firm", "Engagement", "Data"), new("Mail_Request_Upload"),
            new("Mail_Request_Until", "Until"),
        ],
        "Mail_Request_Action",
        Placeholders).From<Text>();

    private static readonly MailKind Reminder = new MailKind(
        "request-reminder",
        "Mail_Reminder_Title",
        new("Mail_Reminder_Subject", "Firm"),
        [
            new("Mail_Greeting", "Contact"), new("Mail_Reminder_Asked", "Sent", "Sender", "Firm", "Engagement", "Data"),
            new("Mail_Request_Until", "Until"),
        ],
        "Mail_Request_Action",
        [.. Placeholders, new("Sent", "Mail_Sample_Sent")]).From<Text>();

    private static readonly MailKind Repair = new MailKind(
        "request-repair",
        "Mail_Repair_Title",
        new("Mail_Repair_Subject", "Firm"),
        [
            new("Mail_Greeting", "Contact"), new("Mail_Repair_Needed", "Firm", "Engagement"), new("Mail_Repair_Steps", "Steps"),
            new("Mail_Request_Until", "Until"),
        ],
        "Mail_Repair_Action",
        [
            new("Contact", "Mail_Sample_Contact"), new("Sender", "Mail_Sample_Sender"), new("Firm", "Mail_Sample_Firm", Required: true),
            new("Engagement", "Mail_Sample_Engagement"), new("Steps", "Mail_Step_Terms", Required: true), new("Until", "Mail_Sample_Until"),
        ]).From<Text>();

    public static IReadOnlyList<MailKind> Kinds { get; } = [Connect, Upload, Reminder, Repair];

    /// <summary>The mail that a new request goes out with.</summary>
    public Task<Letter> First(InformationRequest request, Contact contact, Engagement engagement, CancellationToken token) =>
        Compose(request.Kind == RequestKind.Repair ? Repair : engagement.Connector is null ? Upload : Connect, request, contact, engagement, token);

    public Task<Letter> Remind(InformationRequest request, Contact contact, Engagement engagement, CancellationToken token) =>
        Compose(Reminder, request, contact, engagement, token);

    private async Task<Letter> Compose(MailKind kind, InformationRequest request, Contact contact, Engagement engagement, CancellationToken token)
    {
        var firm = await db.Firms.AsNoTracking().SingleAsync(token);
        var package = AccountingPackages.Find(engagement.Package) is { Online: true } online ? online.Title : "";
        return await mails.Compose(
            kind,
            new Addressee(contact.FirmId, contact.Email, contact.Language, firm.SenderName is "" ? firm.Name : firm.SenderName, firm.ReplyTo),
            () => new()
            {
                ["Contact"] = contact.FullName,
                ["Sender"] = request.SentByName,
                ["Firm"] = firm.Name,
                ["Data"] = words[$"Scope_{engagement.Scope}_InSentence"],
                ["Engagement"] = engagement.Title,
                ["Package"] = package,
                ["Sent"] = Day(firm.DayOf(request.SentAt)),
                ["Until"] = Day(firm.DayOf(request.ExpiresAt)),
                ["Steps"] = string.Join(", ", StepsOf(request, contact, package)),
            },
            address.Of(link.PathTo(request)),
            token);
    }

    private IEnumerable<string> StepsOf(InformationRequest request, Contact contact, string package)
    {
        if (contact.Login != Identity.Contracts.ContactLogin.Active)
            yield return words["Mail_Step_Activate"];
        if (request.Asks.HasFlag(RequestSteps.Terms))
            yield return words["Mail_Step_Terms"];
        if (request.Asks.HasFlag(RequestSteps.Access))
            yield return words["Mail_Step_Access", package];
    }

    private static string Day(DateOnly day) => day.ToString("D", CultureInfo.CurrentCulture);
}
