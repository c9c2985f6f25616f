using System.Globalization;
using Identity.Accounts;
using Identity.Firms;
using Identity.Memberships;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace Identity.Links;

/// <summary>The module's mails, each in its reader's language and in the name of a firm.</summary>
internal sealed class Letters(IStringLocalizer<Text> text, PublicAddress address)
{
    public Letter Invitation(Membership membership, Account account, Firm firm, string language, string token) =>
        In(language, () => Compose(
            account,
            firm,
            language,
            text["Mail_Invitation_Subject", firm.Name],
            [
                text["Mail_Greeting", membership.Name],
                membership.Side == Side.Staff
                    ? text["Mail_Invitation_Staff", membership.InvitedBy, firm.Name]
                    : text["Mail_Invitation_Contact", membership.InvitedBy, firm.Name, membership.CustomerName ?? ""],
                text["Mail_Invitation_Life"],
            ],
            new LetterAction(text["Mail_Invitation_Action"], address.Of($"/activate?token={token}"))));

    public Letter PasswordReset(Account account, Firm firm, string token) =>
        In(account.Language, () => Compose(
            account,
            firm,
            account.Language,
            text["Mail_Reset_Subject"],
            [text["Mail_Reset_Asked", account.Email!], text["Mail_Reset_Life"]],
            new LetterAction(text["Mail_Reset_Action"], address.Of($"/reset-password?token={token}"))));

    public Letter PasswordChanged(Account account, Firm firm) =>
        In(account.Language, () => Compose(
            account,
            firm,
            account.Language,
            text["Mail_PasswordChanged_Subject"],
            [text["Mail_PasswordChanged_Done", account.Email!], text["Mail_PasswordChanged_NotYou"]],
            new LetterAction(text["Mail_PasswordChanged_Action"], address.Of("/forgot-password"))));

    private static Letter Compose(
        Account account, Firm firm, string language, string subject, IReadOnlyList<LocalizedString> paragraphs, LetterAction action) =>
        new(firm.Id, account.Email!, firm.SenderName, firm.ReplyTo, language, subject, [.. paragraphs.Select(p => p.Value)], action);

    private static T In<T>(string language, Func<T> compose)
    {
        var (words, formats) = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            Languages.Enter(language);
            return compose();
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (words, formats);
        }
    }
}
