using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace SharedKernel.Mail;

/// <summary>A kind of mail. Its words are its module's own texts, until a firm writes others; the button stays as it is.</summary>
/// <param name="Code">Stable: a firm's wording is kept under it.</param>
/// <param name="Title">Key of what it is for; so are the other texts keys of the module's <c>Text</c>.</param>
/// <param name="Editable">False where an account's safety rests on the words.</param>
public sealed record MailKind(
    string Code, string Title, MailPart Subject, IReadOnlyList<MailPart> Body, string Button, IReadOnlyList<MailPlaceholder> Placeholders, bool Editable = true)
{
    public Func<IServiceProvider, IStringLocalizer> Words { get; private init; } = null!;

    /// <typeparam name="TText">Whose texts the keys are of.</typeparam>
    public MailKind From<TText>() => this with { Words = services => services.GetRequiredService<IStringLocalizer<TText>>() };

    /// <summary>The module's own wording in the present language.</summary>
    public MailText Default(IStringLocalizer words) => new(Subject.In(words), string.Join("\n\n", Body.Select(part => part.In(words))));
}

/// <summary>A text of which {0}, {1} … become the placeholders so named.</summary>
public sealed record MailPart(string Key, params string[] Placeholders)
{
    internal string In(IStringLocalizer words) => words[Key, [.. Placeholders.Select(name => $"{{{{{name}}}}}")]];
}

/// <param name="Sample">Key of what it may stand for, shown in the preview.</param>
/// <param name="Required">Whether every wording must tell it.</param>
public sealed record MailPlaceholder(string Name, string Sample, bool Required = false);

/// <summary>A wording with its placeholders: plain text, paragraphs apart by an empty line.</summary>
public sealed partial record MailText(string Subject, string Body)
{
    public IReadOnlyList<string> Paragraphs => Body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>In one pass, so that what a value says is never read as a placeholder; an unknown one stays as it is.</summary>
    public MailText With(IReadOnlyDictionary<string, string> values)
    {
        string Fill(string text) => Mark().Replace(text, mark => values.GetValueOrDefault(mark.Groups["name"].Value, mark.Value).ReplaceLineEndings(" "));
        return new MailText(Fill(Subject.ReplaceLineEndings(" ")), Fill(Body));
    }

    [GeneratedRegex(@"\{\{(?<name>[^{}\n]*)\}\}")]
    public static partial Regex Mark();
}
