using Identity.Links;
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

    private sealed class Handler(IdentityDb db, Founding founding, MailedLinks links, IStringLocalizer<Text> text) : IRequestHandler<Command, Result<Guid>>
    {
        public async Task<Result<Guid>> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!EmailAddress.TryParse(command.Email, out var email))
                return Failure.Invalid("email", text["Email_Invalid"]);
            if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > 200)
                return Failure.Invalid("name", text["Firm_NameMissing"]);

            var joined = await founding.Found(
                command.Name.Trim(), email, email.Written.Split('@')[0], command.Language, Founding.UsualZone, trialDays: null, cancellationToken);
            await links.Invite(joined, command.Language, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return joined.Firm.Id;
        }
    }
}
