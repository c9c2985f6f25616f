using SharedKernel.Access;
using SharedKernel.Mail;

namespace Engagements.MailTemplates;

/// <summary>
/// Tells every module's mails the firm's own words. In a scope of its own: the caller may act for no firm, as with a
/// link that a stranger follows, or be in the middle of a transaction.
/// </summary>
internal sealed class FirmWording(IServiceScopeFactory scopes) : IMailWording
{
    public async Task<MailText?> Find(Guid firmId, string kind, string language, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Current>().EnterFirm(firmId);
        var template = await scope.ServiceProvider.GetRequiredService<EngagementsDb>().MailTemplates.AsNoTracking()
            .SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, token);
        return template?.Text;
    }
}
