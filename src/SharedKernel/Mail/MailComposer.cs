using Microsoft.Extensions.Logging;
using SharedKernel.Web;

namespace SharedKernel.Mail;

/// <summary>A firm's own words for its mails; one module keeps them.</summary>
public interface IMailWording
{
    /// <summary>Null where the firm has none of its own.</summary>
    Task<MailText?> Find(Guid firmId, string kind, string language, CancellationToken token);
}

/// <summary>Who a mail is for, and in whose name.</summary>
public sealed record Addressee(Guid FirmId, string Email, string Language, string SenderName, string? ReplyTo);

/// <summary>Makes every letter: the firm's wording or the default, in the reader's language.</summary>
public sealed class MailComposer(IEnumerable<MailKind> kinds, IEnumerable<IMailWording> wordings, IServiceProvider services, ILogger<MailComposer> log)
{
    /// <param name="values">What the kind's placeholders stand for; asked in the reader's language.</param>
    public async Task<Letter> Compose(string code, Addressee to, Func<Dictionary<string, string>> values, Uri address, CancellationToken token)
    {
        var kind = kinds.Single(k => k.Code == code);
        var own = await Own(kind, to, token);
        return Languages.In(to.Language, () =>
        {
            var words = kind.Words(services);
            var text = (own ?? kind.Default(words)).With(values());
            return new Letter(to.FirmId, to.Email, to.SenderName, to.ReplyTo, to.Language, text.Subject, text.Paragraphs, new LetterAction(words[kind.Button], address));
        });
    }

    /// <summary>A wording that cannot be read, or no longer fits its kind, must not keep a mail from being sent.</summary>
    private async Task<MailText?> Own(MailKind kind, Addressee to, CancellationToken token)
    {
        if (!kind.Editable || wordings.FirstOrDefault() is not { } wording)
            return null;
        try
        {
            return await wording.Find(to.FirmId, kind.Code, to.Language, token) is { } own && !kind.Faults(own).Any() ? own : null;
        }
        catch (Exception trouble) when (!token.IsCancellationRequested)
        {
            log.LogWarning(trouble, "The wording of {Kind} could not be read; the default is sent.", kind.Code);
            return null;
        }
    }
}

public static class MailKinds
{
    /// <typeparam name="TText">The module's <c>Text</c>, in which the kind's keys are looked up.</typeparam>
    public static IServiceCollection AddMail<TText>(this IServiceCollection services, MailKind kind) => services.AddSingleton(kind with { Texts = typeof(TText) });
}
