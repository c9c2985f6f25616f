using Identity.Memberships;
using MediatR;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Results;

namespace Identity.Firms;

/// <summary>
/// Sets another last day of a firm's trial, an earlier one to end it, or none to let the firm stay. Asked for by the
/// operator on the command line, so there is no route to it.
/// </summary>
internal static class ExtendTrial
{
    /// <param name="Email">Of an administrator of the firm.</param>
    /// <param name="Until">The last day as yyyy-MM-dd, or "never".</param>
    internal sealed record Command(string Email, string Until) : IRequest<Result<string>>;

    private sealed class Handler(IdentityDb db, IStringLocalizer<Text> text) : IRequestHandler<Command, Result<string>>
    {
        public async Task<Result<string>> Handle(Command command, CancellationToken cancellationToken)
        {
            var until = Day.Parse(command.Until);
            if (until is null && command.Until != "never")
                return Failure.Invalid("until", text["Date_Invalid"]);

            var address = EmailAddress.TryParse(command.Email, out var email) ? email.Key : "";
            var firms = await db.JoinedEverywhere()
                .Where(j => j.Account.NormalizedEmail == address && j.Membership.ProfileType == ProfileType.Administrator && j.Firm.TrialUntil != null)
                .Select(j => j.Firm)
                .ToListAsync(cancellationToken);
            if (firms is not [var firm])
                return Failure.Invalid("email", text["Trial_NoFirm"]);

            firm.TryUntil(until);
            db.Announce(firm.Announcement());
            await db.SaveChangesAsync(cancellationToken);
            return firm.Name;
        }
    }
}
