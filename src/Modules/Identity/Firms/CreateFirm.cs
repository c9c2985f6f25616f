using Identity.Accounts;
using Identity.Links;
using Identity.Memberships;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Results;

namespace Identity.Firms;

/// <summary>
/// Creates a firm and mails the activation link to its first administrator. Asked for by the operator on the command
/// line, so there is no route to it.
/// </summary>
internal static class CreateFirm
{
    internal sealed record Command(string Name, string Email, string Language) : IRequest<Result<Guid>>;

    private sealed class Handler(IdentityDb db, MailedLinks links, TimeProvider clock, IStringLocalizer<Text> text)
        : IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<Guid>> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!EmailAddress.TryParse(command.Email, out var email))
                return Failure.Invalid("email", text["Email_Invalid"]);
            if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > 200)
                return Failure.Invalid("name", text["Firm_NameMissing"]);

            var now = clock.GetUtcNow();
            var firm = Firm.Create(command.Name.Trim(), command.Language, "Europe/Brussels", Firm.LocalDate(now, "Europe/Brussels"), now);
            var account = await db.AccountFor(email, command.Language, now, cancellationToken);
            var membership = Membership.ForStaff(
                account, firm.Id, email.Written.Split('@')[0], ProfileType.Administrator, validUntil: null, invitedBy: "Data Refresh", now);
            db.Firms.Add(firm);
            db.Memberships.Add(membership);
            await links.Invite(new Joined { Membership = membership, Account = account, Firm = firm }, command.Language, cancellationToken);
            db.Announce(firm.Announcement());
            db.Announce(membership.Announcement(account, firm.Today(now)));
            await db.SaveChangesAsync(cancellationToken);
            return firm.Id;
        }
    }
}
