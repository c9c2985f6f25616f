using Microsoft.Extensions.Logging;
using SharedKernel.Access;
using SharedKernel.Mail;

namespace Engagements.MailTemplates;

/// <summary>
/// Tells every module's mails the firm's own words. In a scope of its own: the caller may act for no firm, as with a
/// link that a stranger follows, or be in the middle of a transaction.
/// </summary>
internal sealed class FirmWording(IServiceScopeFactory scopes, ILogger<FirmWording> log) : IMailWording
{
    public async Task<MailText?> Find(Guid firmId, MailKind kind, string language, CancellationToken token)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
            var template = await scope.ServiceProvider.GetRequiredService<EngagementsDb>().MailTemplates.AsNoTracking()
                .SingleOrDefaultAsync(t => t.Kind == kind.Code && t.Language == language, token);
            return template?.Text is { } text && !MailFaults.In(text, kind).Any() ? text : null;
        }
        catch (Exception trouble) when (!token.IsCancellationRequested)
        {
            log.LogWarning(trouble, "The wording of {Kind} could not be read; the default is sent.", kind.Code);
            return null;
        }
    }
}
