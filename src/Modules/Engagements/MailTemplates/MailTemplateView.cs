using System.Globalization;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace Engagements.MailTemplates;

/// <summary>What the template's form or JSON body says, as it was typed.</summary>
public record MailTemplateForm
{
    /// <summary>One line.</summary>
    public string? Subject { get; init; }

    /// <summary>Plain text; an empty line begins a new paragraph.</summary>
    public string? Body { get; init; }

    /// <summary>The version that the form was filled from; 0 for a text that was never changed.</summary>
    public string? Version { get; init; }

    internal MailText ToText() => new((Subject ?? "").Trim(), (Body ?? "").ReplaceLineEndings("\n").Trim());
}

/// <summary>One kind of mail in one language.</summary>
/// <param name="Kind">Stable code.</param>
/// <param name="Own">Whether the firm has words of its own; else they are the default.</param>
/// <param name="Editable">False where an account's safety rests on the words.</param>
public sealed record MailTemplateView(
    string Kind,
    string Language,
    string Title,
    bool Own,
    bool Editable,
    MailTemplateForm Form,
    IReadOnlyList<PlaceholderView> Placeholders,
    MailPreview Preview,
    string? ChangedBy,
    DateTimeOffset? ChangedAt);

/// <param name="Required">Whether every text must contain it.</param>
public sealed record PlaceholderView(string Name, string Example, bool Required);

/// <summary>How the mail looks with sample values.</summary>
public sealed record MailPreview(string Subject, IReadOnlyList<string> Paragraphs, string Button);

/// <summary>Shows kinds of mail and texts of them, in the language of the reader or of the mail.</summary>
internal sealed class MailTemplateDesk(EngagementsDb db, IEnumerable<MailKind> kinds, IServiceProvider services, Current current)
{
    /// <summary>The kinds in the order in which they are shown.</summary>
    public IReadOnlyList<MailKind> Kinds { get; } = [.. kinds.OrderBy(k => !k.Editable).ThenBy(k => k.Code, StringComparer.Ordinal)];

    public MailKind? Find(string? kind, string? language) => Languages.Has(language) ? Kinds.FirstOrDefault(k => k.Code == kind) : null;

    public string TitleOf(MailKind kind) => kind.Words(services)[kind.Title];

    /// <param name="typed">What stands in the form; null for what is saved.</param>
    public async Task<MailTemplateView> Show(MailKind kind, string language, MailTemplateForm? typed, CancellationToken token)
    {
        var saved = await db.MailTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind.Code && t.Language == language, token);
        var text = saved?.Text ?? DefaultOf(kind, language);
        var form = typed ?? new MailTemplateForm { Subject = text.Subject, Body = text.Body, Version = VersionOf(saved) };
        return new MailTemplateView(
            kind.Code, language, TitleOf(kind), saved?.Text is not null, kind.Editable, form,
            [.. kind.Placeholders.Select(p => new PlaceholderView(p.Name, SampleOf(kind, p, language), p.Required))],
            Preview(kind, language, form.ToText()), saved?.ChangedByName, saved?.ChangedAt);
    }

    public MailPreview Preview(MailKind kind, string language, MailText text)
    {
        var values = kind.Placeholders.ToDictionary(p => p.Name, p => SampleOf(kind, p, language));
        var filled = text.With(values);
        return new MailPreview(filled.Subject, filled.Paragraphs, Languages.In(language, () => kind.Words(services)[kind.Button].Value));
    }

    public static string VersionOf(MailTemplate? template) => (template?.Version ?? 0).ToString(CultureInfo.InvariantCulture);

    public MailText DefaultOf(MailKind kind, string language) => Languages.In(language, () => kind.Default(kind.Words(services)));

    private string SampleOf(MailKind kind, MailPlaceholder placeholder, string language) => placeholder.Name == "Firm"
        ? current.Person.FirmName
        : Languages.In(language, () => kind.Words(services)[placeholder.Sample].Value);
}
