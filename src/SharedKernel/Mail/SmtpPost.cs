using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;

namespace SharedKernel.Mail;

/// <summary>Sends letters over SMTP. A Message-ID made from the letter's id lets a mail server drop a second copy.</summary>
internal sealed class SmtpPost(IOptions<MailOptions> options) : IPost
{
    public async Task Send(Guid id, Letter letter, CancellationToken token)
    {
        var settings = options.Value;
        using var mail = Compose(id, letter, settings.From);
        using var smtp = new SmtpClient(settings.Smtp.Host, settings.Smtp.Port) { EnableSsl = settings.Smtp.Tls, Timeout = 30_000 };
        if (settings.Smtp.User is { } user)
            smtp.Credentials = new NetworkCredential(user, settings.Smtp.Password);
        await smtp.SendMailAsync(mail, token).WaitAsync(TimeSpan.FromSeconds(60), token);
    }

    private static MailMessage Compose(Guid id, Letter letter, string from)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(from, OneLine(letter.SenderName), Encoding.UTF8),
            Subject = OneLine(letter.Subject),
            SubjectEncoding = Encoding.UTF8,
            Body = PlainText(letter),
            BodyEncoding = Encoding.UTF8,
        };
        mail.To.Add(new MailAddress(letter.To));
        if (letter.ReplyTo is { } replyTo)
            mail.ReplyToList.Add(new MailAddress(replyTo));
        mail.Headers.Add("Message-ID", $"<{id:N}@{new MailAddress(from).Host}>");
        mail.Headers.Add("Content-Language", letter.Language);
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Html(letter), Encoding.UTF8, MediaTypeNames.Text.Html));
        return mail;
    }

    private static string PlainText(Letter letter) => string.Join(
        "\r\n\r\n",
        letter.Action is { } action ? [.. letter.Paragraphs, $"{action.Label}: {action.Address}"] : letter.Paragraphs);

    private static string Html(Letter letter)
    {
        var html = new StringBuilder($"<!doctype html><html lang=\"{letter.Language}\"><body style=\"font-family:sans-serif;line-height:1.5\">");
        foreach (var paragraph in letter.Paragraphs)
            html.Append("<p>").AppendJoin("<br>", paragraph.Split('\n').Select(HtmlEncoder.Default.Encode)).Append("</p>");
        if (letter.Action is { } action)
            html.Append("<p><a href=\"").Append(HtmlEncoder.Default.Encode(action.Address.ToString())).Append("\">").Append(HtmlEncoder.Default.Encode(action.Label)).Append("</a></p>");
        return html.Append("</body></html>").ToString();
    }

    /// <summary>A name with a line break in it would start a header of its own.</summary>
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
