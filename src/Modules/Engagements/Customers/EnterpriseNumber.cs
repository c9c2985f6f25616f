using System.Globalization;

namespace Engagements.Customers;

/// <summary>
/// The official number of a company where we know its rules: Belgium's KBO, Poland's NIP, France's SIREN. Kept
/// compact, shown the way its country writes it. Sources: docs of economie.fgov.be (1-series since 2023), the Polish
/// and French check digits.
/// </summary>
internal static class EnterpriseNumber
{
    /// <summary>Why a number is refused.</summary>
    internal enum Fault
    {
        Format,
        Length,
        Checksum,
    }

    private const int LongestElsewhere = 30;
    private static readonly int[] NipWeights = [6, 5, 7, 2, 3, 4, 5, 6, 7];

    /// <summary>Without what people put between the digits, and without the country in front.</summary>
    public static string? Compact(string? country, string? text)
    {
        var compact = string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (compact.Length == 0)
            return null;
        if (country is "BE" or "PL" or "FR" && compact.StartsWith(country, StringComparison.Ordinal))
            compact = compact[2..];

        // Numbers given out before 2005 were written without the leading zero.
        return country == "BE" && compact.Length == 9 ? "0" + compact : compact;
    }

    /// <summary>What is wrong with a compact number; null if nothing is, or if the country's rule is not known.</summary>
    public static Fault? Check(string? country, string compact) => country switch
    {
        "BE" => Digits(compact, 10) ?? (compact[0] is not ('0' or '1') ? Fault.Format : Kbo(compact) ? null : Fault.Checksum),
        "PL" => Digits(compact, 10) ?? (Nip(compact) ? null : Fault.Checksum),
        "FR" => Digits(compact, 9) ?? (Luhn(compact) ? null : Fault.Checksum),
        _ => compact.Length > LongestElsewhere ? Fault.Length : null,
    };

    public static string Show(string? country, string compact) => (country, compact.Length) switch
    {
        ("BE", 10) => $"{compact[..4]}.{compact[4..7]}.{compact[7..]}",
        ("PL", 10) => $"{compact[..3]}-{compact[3..6]}-{compact[6..8]}-{compact[8..]}",
        ("FR", 9) => $"{compact[..3]} {compact[3..6]} {compact[6..]}",
        _ => compact,
    };

    private static Fault? Digits(string compact, int length) =>
        !compact.All(char.IsAsciiDigit) ? Fault.Format : compact.Length != length ? Fault.Length : null;

    private static bool Kbo(string digits) => Number(digits[8..]) == 97 - (Number(digits[..8]) % 97);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static bool Nip(string digits) => NipWeights.Select((weight, i) => weight * (digits[i] - '0')).Sum() % 11 == digits[9] - '0';

    private static bool Luhn(string digits) => digits.Reverse()
        .Select((c, i) => i % 2 == 0 ? c - '0' : (c - '0') * 2)
        .Sum(n => n > 9 ? n - 9 : n) % 10 == 0;
}
