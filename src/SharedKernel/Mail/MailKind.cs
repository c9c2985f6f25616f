using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace SharedKernel.Mail;

/// <summary>
/// A kind of mail that a module sends. Its words are the module's own texts, until a firm writes others; the button
/// stays as it is.
/// </summary>
/// <param name="Code">Stable: a firm's wording is kept under it.</param>
/// <param name="Title">Key of what it is for; so are the other texts keys of the module's <c>Text</c>.</param>
/// <param name="Editable">False where an account's safety rests on the words.</param>
public sealed record MailKind(
    string Code, string Title, MailPart Subject, IReadOnlyList<MailPart> Body, string Button, IReadOnlyList<MailPlaceholder> Placeholders, bool Editable = true)
{
    internal Type Texts { get; init; } = typeof(object);

    public IStringLocalizer Words(IServiceProvider services) =>
        (IStringLocalizer)services.GetRequiredService(typeof(IStringLocalizer<>).MakeGenericType(Texts));

    /// <summary>The module's own wording in the present language.</summary>
    public MailText Default(IStringLocalizer words) => new(Subject.In(words), string.Join("\n\n", Body.Select(part => part.In(words))));

    /// <summary>What is wrong with a wording: marks that this mail does not know or that are not closed, and facts that it must tell.</summary>
    public IEnumerable<MailFault> Faults(MailText text)
    {
        foreach (var (inBody, content) in new[] { (false, text.Subject), (true, text.Body) })
        {
            var lines = content.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                foreach (var name in MailText.Marks(lines[line]).Where(name => Placeholders.All(p => p.Name != name)))
                    yield return new("Unknown", inBody, line + 1, $"{{{{{name}}}}}");
                var rest = MailText.Without(lines[line]);
                if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal))
                    yield return new("Unclosed", inBody, line + 1, rest.Trim());
            }
        }

        foreach (var missing in Placeholders.Where(p => p.Required && !MailText.Marks(text.Body).Contains(p.Name)))
            yield return new("Missing", true, 0, $"{{{{{missing.Name}}}}}");
    }
}

/// <summary>A text of which {0}, {1} … become the placeholders so named.</summary>
public sealed record MailPart(string Key, params string[] Placeholders)
{
    internal string In(IStringLocalizer words) => words[Key, [.. Placeholders.Select(name => $"{{{{{name}}}}}")]];
}

/// <param name="Sample">Key of what it may stand for, shown in the preview.</param>
/// <param name="Required">Whether every wording must tell it.</param>
public sealed record MailPlaceholder(string Name, string Sample, bool Required = false);

/// <param name="Fault">Unknown, Unclosed or Missing.</param>
/// <param name="Line">From 1; 0 where it is nowhere.</param>
public sealed record MailFault(string Fault, bool InBody, int Line, string Mark);

/// <summary>A wording with its placeholders: plain text, paragraphs apart by an empty line.</summary>
public sealed partial record MailText(string Subject, string Body)
{
    public IReadOnlyList<string> Paragraphs => Body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>In one pass, so that what a value says is never read as a placeholder.</summary>
    public MailText With(IReadOnlyDictionary<string, string> values)
    {
        string Fill(string text) => Mark().Replace(text, mark => values[mark.Groups["name"].Value].ReplaceLineEndings(" "));
        return new MailText(Fill(Subject.ReplaceLineEndings(" ")), Fill(Body));
    }

    internal static IEnumerable<string> Marks(string text) => Mark().Matches(text).Select(m => m.Groups["name"].Value);

    internal static string Without(string line) => Mark().Replace(line, "");

    [GeneratedRegex(@"\{\{(?<name>[^{}\n]*)\}\}")]
    private static partial Regex Mark();
}
