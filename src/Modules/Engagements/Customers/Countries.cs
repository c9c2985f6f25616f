using System.Globalization;
using SharedKernel.Ui;

namespace Engagements.Customers;

/// <summary>The countries of an address, named in the language of the request.</summary>
internal static class Countries
{
    private static readonly string[] Codes =
    [
        "AT", "BE", "BG", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT",
        "LI", "LT", "LU", "LV", "MC", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UA", "US",
    ];

    public static bool Has(string code) => Codes.Contains(code);

    public static string Name(string code) => new RegionInfo(code).DisplayName;

    public static IEnumerable<Choice> Choices() =>
        Codes.Select(c => new Choice(c, Name(c))).OrderBy(c => c.Text, StringComparer.CurrentCulture).Prepend(new Choice("", ""));
}
