using SharedKernel.Web;

namespace SharedKernel.Mail;

/// <summary>A firm's own words for its mails; one module keeps them.</summary>
public interface IMailWording
{
    /// <summary>Null where the firm has none, or none that can be read and fit: nothing must keep a mail from being sent.</summary>
    Task<MailText?> Find(Guid firmId, MailKind kind, string language, CancellationToken token);
}

/// <summary>Who a mail is for, and in whose name.</summary>
public sealed record Addressee(Guid FirmId, string Email, string Language, string SenderName, string? ReplyTo);

/// <summary>Makes every letter: the firm's wording or the default, in the reader's language.</summary>
public sealed class MailComposer(IMailWording wording, IServiceProvider services)
{
    public async Task<Letter> Compose(MailKind kind, Addressee to, Func<Dictionary<string, string>> values, Uri address, CancellationToken token)
    {
        var own = kind.Editable ? await wording.Find(to.FirmId, kind, to.Language, token) : null;
        return Languages.In(to.Language, () =>
        {
            var words = kind.Words(services);
            var text = (own ?? kind.Default(words)).With(values());
            return new Letter(to.FirmId, to.Email, to.SenderName, to.ReplyTo, to.Language, text.Subject, text.Paragraphs, new LetterAction(words[kind.Button], address));
        });
    }
}
