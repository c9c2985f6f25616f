using Identity.Accounts;
using Identity.Firms;
using Identity.Memberships;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace Identity.Links;

/// <summary>The module's mails, each in its reader's language and in the name of a firm.</summary>
internal sealed class Letters(MailComposer mails, PublicAddress address)
{
    private static readonly MailPlaceholder[] OfAccount = [new("Email", "Mail_Sample_Email", Required: true)];

    private static readonly MailPlaceholder[] OfInvitation =
        [new("Name", "Mail_Sample_Name"), new("Sender", "Mail_Sample_Sender"), new("Firm", "Mail_Sample_Firm", Required: true)];

    private static readonly MailKind StaffInvitation = new MailKind(
        "invitation-staff",
        "Mail_Invitation_StaffTitle",
        new("Mail_Invitation_Subject", "Firm"),
        [new("Mail_Greeting", "Name"), new("Mail_Invitation_Staff", "Sender", "Firm"), new("Mail_Invitation_Life")],
        "Mail_Invitation_Action",
        OfInvitation).From<Text>();

    private static readonly MailKind ContactInvitation = new MailKind(
        "invitation-contact",
        "Mail_Invitation_ContactTitle",
        new("Mail_Invitation_Subject", "Firm"),
        [new("Mail_Greeting", "Name"), new("Mail_Invitation_Contact", "Sender", "Firm", "Customer"), new("Mail_Invitation_Life")],
        "Mail_Invitation_Action",
        [.. OfInvitation, new("Customer", "Mail_Sample_Customer")]).From<Text>();

    // An account belongs to no firm, and who wrote these words could use them to mislead its owner: nobody edits them.
    private static readonly MailKind Reset = new MailKind(
        "password-reset",
        "Mail_Reset_Title",
        new("Mail_Reset_Subject"),
        [new("Mail_Reset_Asked", "Email"), new("Mail_Reset_Life")],
        "Mail_Reset_Action",
        OfAccount,
        Editable: false).From<Text>();

    private static readonly MailKind Changed = new MailKind(
        "password-changed",
        "Mail_PasswordChanged_Title",
        new("Mail_PasswordChanged_Subject"),
        [new("Mail_PasswordChanged_Done", "Email"), new("Mail_PasswordChanged_NotYou")],
        "Mail_PasswordChanged_Action",
        OfAccount,
        Editable: false).From<Text>();

    // In the operator's name, before there is a firm: no firm words it, so it is not among the kinds that firms see. It
    // repeats nothing that was typed, or a stranger could have us mail any words to anybody.
    private static readonly MailKind TrialStart = new MailKind(
        "trial-start",
        "Mail_Trial_Subject",
        new("Mail_Trial_Subject"),
        [new("Mail_Trial_Asked"), new("Mail_Trial_Life")],
        "Mail_Trial_Action",
        [],
        Editable: false).From<Text>();

    public static IReadOnlyList<MailKind> Kinds { get; } = [StaffInvitation, ContactInvitation, Reset, Changed];

    public Task<Letter> Invitation(Membership membership, Account account, Firm firm, string language, string secret, CancellationToken token) => mails.Compose(
        membership.Side == Side.Staff ? StaffInvitation : ContactInvitation,
        To(account, firm, language),
        () => new() { ["Name"] = membership.Name, ["Sender"] = membership.InvitedBy, ["Firm"] = firm.Name, ["Customer"] = membership.CustomerName ?? "" },
        address.Of($"/activate?token={secret}"),
        token);

    public Task<Letter> PasswordReset(Account account, Firm firm, string secret, CancellationToken token) =>
        OfPassword(Reset, account, firm, $"/reset-password?token={secret}", token);

    public Task<Letter> PasswordChanged(Account account, Firm firm, CancellationToken token) => OfPassword(Changed, account, firm, "/forgot-password", token);

    public Task<Letter> Trial(Addressee to, string secret, CancellationToken token) =>
        mails.Compose(TrialStart, to, () => [], address.Of($"/trial/start?token={secret}"), token);

    private Task<Letter> OfPassword(MailKind kind, Account account, Firm firm, string path, CancellationToken token) =>
        mails.Compose(kind, To(account, firm, account.Language), () => new() { ["Email"] = account.Email! }, address.Of(path), token);

    private static Addressee To(Account account, Firm firm, string language) => new(firm.Id, account.Email!, language, firm.SenderName, firm.ReplyTo);
}
