using System.Globalization;
using SharedKernel.Ui;

namespace Identity.Trials;

/// <summary>Countries whose firms may sign up by themselves, and the numbers by which they are known.</summary>
internal static class Businesses
{
    private static readonly int[] NipWeights = [6, 5, 7, 2, 3, 4, 5, 6, 7];

    private static readonly Dictionary<string, string> Zones = new()
    {
        ["BE"] = "Europe/Brussels",
        ["CH"] = "Europe/Zurich",
        ["DE"] = "Europe/Berlin",
        ["FR"] = "Europe/Paris",
        ["GB"] = "Europe/London",
        ["IE"] = "Europe/Dublin",
        ["LU"] = "Europe/Luxembourg",
        ["NL"] = "Europe/Amsterdam",
        ["PL"] = "Europe/Warsaw",
    };

    public static IEnumerable<Choice> Countries =>
        Zones.Keys.Select(code => new Choice(code, new RegionInfo(code).DisplayName)).OrderBy(c => c.Text, StringComparer.CurrentCulture);

    public static bool Has(string? country) => country is not null && Zones.ContainsKey(country);

    public static string ZoneOf(string country) => Zones[country];

    /// <summary>Without separators and the country in front; Belgian numbers of before 2005 get their leading zero.</summary>
    public static string Compact(string? country, string? number)
    {
        var compact = string.Concat((number ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (country is "BE" or "PL" && compact.StartsWith(country, StringComparison.Ordinal))
            compact = compact[2..];
        return country == "BE" && compact.Length == 9 ? "0" + compact : compact;
    }

    /// <summary>The key of what is wrong with a compact number, or null.</summary>
    public static string? Fault(string? country, string compact) => country switch
    {
        "BE" => !Digits(compact, 10) || compact[0] is not ('0' or '1') ? "Trial_NumberBE" : Kbo(compact) ? null : "Trial_NumberChecksum",
        "PL" => !Digits(compact, 10) ? "Trial_NumberPL" : Nip(compact) ? null : "Trial_NumberChecksum",
        _ => compact.Length is < 5 or > 20 || !compact.Any(char.IsAsciiDigit) ? "Trial_NumberFormat" : null,
    };

    /// <summary>A phone number's digits, or null where there is something else in it, too few (9) or too many (15).</summary>
    public static string? Phone(string? written)
    {
        var compact = string.Concat((written ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/' or '(' or ')')));
        var digits = compact.StartsWith('+') ? compact[1..] : compact.StartsWith("00", StringComparison.Ordinal) ? compact[2..] : compact;
        return digits.Length is >= 9 and <= 15 && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private static bool Digits(string compact, int length) => compact.Length == length && compact.All(char.IsAsciiDigit);

    private static bool Kbo(string digits) => Number(digits[8..]) == 97 - (Number(digits[..8]) % 97);

    private static bool Nip(string digits) => NipWeights.Select((weight, i) => weight * (digits[i] - '0')).Sum() % 11 == digits[9] - '0';

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
