using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SharedKernel.Mail;

/// <summary>
/// An address that mail can be sent to: the pattern of the HTML standard, and a dot in the domain. Only a link that
/// was followed proves that somebody reads it.
/// </summary>
/// <param name="Written">As typed, with the domain in lower case and in ASCII.</param>
/// <param name="Key">In lower case as a whole: no two accounts share it.</param>
public sealed partial record EmailAddress(string Written, string Key)
{
    /// <summary>RFC 5321's limit for a whole address.</summary>
    public const int Longest = 254;

    private static readonly IdnMapping Idn = new();

    public static EmailAddress From(string text) =>
        TryParse(text, out var email) ? email : throw new FormatException("This is no e-mail address.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? email)
    {
        email = null;
        var at = text?.LastIndexOf('@') ?? -1;
        if (at < 1 || text!.Length > 320)
            return false;

        var (local, domain) = (text[..at].TrimStart(), text[(at + 1)..].TrimEnd());
        try
        {
            domain = Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        var written = $"{local}@{domain}";
        if (local.Length > 64 || written.Length > Longest || !domain.Contains('.', StringComparison.Ordinal) || !Pattern().IsMatch(written))
            return false;
        email = new EmailAddress(written, written.ToLowerInvariant());
        return true;
    }

    // Without a time limit: what it may look at is bounded above, and a busy machine is no reason to refuse an address.
    [GeneratedRegex(@"\A[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
