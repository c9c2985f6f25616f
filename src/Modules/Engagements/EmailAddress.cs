using System.Globalization;
using System.Text.RegularExpressions;

namespace Engagements;

/// <summary>
/// An e-mail address by the HTML standard's pattern, with a dot in the domain and RFC 5321's lengths. Only a click on
/// an activation link proves that it is somebody's.
/// </summary>
internal static partial class EmailAddress
{
    public const int Longest = 254;

    /// <summary>Trimmed, the domain in lower case and punycode; null if it is no address.</summary>
    public static string? Normalise(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at is < 1 or > 64 || trimmed.Length > Longest)
            return null;
        try
        {
            var address = $"{trimmed[..at]}@{new IdnMapping().GetAscii(trimmed[(at + 1)..]).ToLowerInvariant()}";
            return address.Length <= Longest && address.IndexOf('.', at) > 0 && Html().IsMatch(address) ? address : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What makes two addresses the same one.</summary>
    public static string Key(string address) => address.ToLowerInvariant();

    [GeneratedRegex(
        @"^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Html();
}
