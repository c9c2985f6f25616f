namespace SharedKernel.Mail;

/// <summary>One mail to one person, already in that person's language.</summary>
/// <param name="FirmId">The firm on whose behalf it is sent.</param>
/// <param name="SenderName">Shown as the sender; the address is the installation's own.</param>
/// <param name="ReplyTo">Where an answer goes; null for nowhere.</param>
/// <param name="Paragraphs">Plain text; the HTML part is made from the same.</param>
/// <param name="Action">The one button, if there is one.</param>
public sealed record Letter(
    Guid FirmId,
    string To,
    string SenderName,
    string? ReplyTo,
    string Language,
    string Subject,
    IReadOnlyList<string> Paragraphs,
    LetterAction? Action = null)
{
    /// <summary>What the outbox knows a letter by.</summary>
    public const string Name = "mail.letter.v1";
}

/// <summary>A button of a letter: what it says and where it leads.</summary>
public sealed record LetterAction(string Label, Uri Address);

/// <summary>Hands a letter on. The id stays the same over all tries.</summary>
public interface IPost
{
    Task Send(Guid id, Letter letter, CancellationToken token);
}

/// <summary>Section <c>Mail</c>. Without an SMTP host letters are kept in a folder.</summary>
public sealed class MailOptions
{
    public string From { get; set; } = "no-reply@data-refresh.test";

    public SmtpOptions Smtp { get; set; } = new();

    public sealed class SmtpOptions
    {
        public string? Host { get; set; }

        public int Port { get; set; } = 25;

        public string? User { get; set; }

        public string? Password { get; set; }

        public bool Tls { get; set; }
    }
}
