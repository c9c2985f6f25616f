using Microsoft.Extensions.Localization;
using SharedKernel.Results;

namespace Identity.Accounts;

/// <summary>
/// What a password must be: long, and not one of the first that anybody would try. No rules of composition, which
/// only make passwords harder to remember.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 15;
    public const int Longest = 128;

    private static readonly Lazy<HashSet<string>> Common = new(ReadCommon);

    /// <summary>The key of the text that says what is wrong, or null.</summary>
    /// <param name="own">Words that belong to the person: the e-mail address, names of firms.</param>
    public static string? Violation(string? password, params IEnumerable<string?> own)
    {
        if (password is null || password.Length < Shortest)
            return "Password_TooShort";
        if (password.Length > Longest)
            return "Password_TooLong";

        var plain = Plain(password);
        if (Common.Value.Contains(plain) || IsRepeated(plain) || plain.Distinct().Count() < 5)
            return "Password_Common";
        return own.SelectMany(Words).Any(word => plain.Contains(word, StringComparison.Ordinal)) ? "Password_Own" : null;
    }

    private static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>Short words are in too many good passwords to forbid them.</summary>
    private static IEnumerable<string> Words(string? own) =>
        (own is null ? [] : new[] { own, own.Split('@')[0] }).Select(Plain).Where(w => w.Length >= 5);

    /// <summary>The same few characters over and over, perhaps cut off at the end.</summary>
    private static bool IsRepeated(string plain)
    {
        for (var unit = 1; unit <= plain.Length / 2; unit++)
        {
            if (Enumerable.Range(unit, plain.Length - unit).All(i => plain[i] == plain[i - unit]))
                return true;
        }

        return false;
    }

    private static HashSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Identity.Accounts.CommonPasswords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}

internal static class PasswordRefusals
{
    /// <summary>What is wrong with a new password, as a failure of its field; null when nothing is.</summary>
    /// <param name="repeat">What was typed the second time; null where it is typed once, in the API.</param>
    public static Failure? Refuse(this IStringLocalizer<Text> text, string? password, string? repeat, params string?[] own) =>
        PasswordRules.Violation(password, own) is { } violation ? Failure.Invalid("password", text[violation])
        : repeat is not null && repeat != password ? Failure.Invalid("repeat", text["Password_Differs"])
        : null;
}
