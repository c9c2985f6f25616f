using SharedKernel.Mail;

namespace Engagements.MailTemplates;

/// <param name="Fault">Unknown, Unclosed or Missing.</param>
/// <param name="Line">From 1; 0 where it is nowhere.</param>
internal sealed record MailFault(string Fault, bool InBody, int Line, string Mark);

internal static class MailFaults
{
    /// <summary>What is wrong with a wording: marks that the mail does not know or that are not closed, and facts that it must tell.</summary>
    public static IEnumerable<MailFault> In(MailText text, MailKind kind)
    {
        foreach (var (inBody, content) in new[] { (false, text.Subject), (true, text.Body) })
        {
            var lines = content.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                foreach (var name in Marks(lines[line]).Where(name => kind.Placeholders.All(p => p.Name != name)))
                    yield return new("Unknown", inBody, line + 1, $"{{{{{name}}}}}");
                var rest = MailText.Mark().Replace(lines[line], "");
                if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal))
                    yield return new("Unclosed", inBody, line + 1, rest.Trim());
            }
        }

        foreach (var missing in kind.Placeholders.Where(p => p.Required && !Marks(text.Body).Contains(p.Name)))
            yield return new("Missing", true, 0, $"{{{{{missing.Name}}}}}");
    }

    private static IEnumerable<string> Marks(string text) => MailText.Mark().Matches(text).Select(m => m.Groups["name"].Value);
}
