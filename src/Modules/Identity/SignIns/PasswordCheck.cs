using Identity.Accounts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Mail;
using SharedKernel.Results;

namespace Identity.SignIns;

/// <summary>
/// Whether this is the password of that address. Unknown, wrong and waiting get one answer, and unknown and wrong
/// take one time.
/// </summary>
internal sealed class PasswordCheck(
    IdentityDb db, Passwords passwords, Throttle throttle, IStringLocalizer<Text> text, ILogger<PasswordCheck> log)
{
    public async Task<Result<Account>> Of(string email, string password, CancellationToken token)
    {
        if (!await throttle.Begin(email, token))
        {
            log.LogWarning("A sign-in was refused: too many tries with one address.");
            return Refused();
        }

        var key = EmailAddress.TryParse(email, out var address) ? address.Key : "";
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedEmail == key, token);
        var verdict = await passwords.Check(account, password, token);
        if (verdict.Failed)
            return verdict.Failure;
        if (!verdict.Value)
        {
            log.LogWarning("A sign-in was refused: wrong password or unknown address. Account: {Account}", account?.Id);
            return Refused();
        }

        await throttle.Forget(email, token);
        return account!;
    }

    public Failure Refused() => new("sign-in-refused", StatusCodes.Status401Unauthorized, text["SignIn_Refused"]);
}
