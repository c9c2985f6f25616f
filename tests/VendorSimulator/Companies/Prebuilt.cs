using System.Globalization;
using VendorSimulator.Books;

namespace VendorSimulator.Companies;

/// <summary>The companies that exist for every key from the start.</summary>
internal static class Prebuilt
{
    private const string Prefix = "c0da7000-0000-4000-8000-";
    private static readonly int[] YearStarts = [1, 1, 1, 4, 7, 10];
    private static readonly string[] Numerals = ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

    public static Guid IdOf(int number) => Guid.ParseExact($"{Prefix}{number:D12}", "D");

    public static int? NumberOf(Guid id, int count)
    {
        var text = id.ToString();
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= count
            ? number
            : null;
    }

    public static CompanyProfile ProfileOf(int number)
    {
        var table = Countries.All[number % Countries.All.Count];
        var round = number / Countries.All.Count;
        var trade = table.Trades[round % table.Trades.Length];
        var name = table.Names[((round / table.Trades.Length) + round) % table.Names.Length];
        var generation = round / (table.Trades.Length * table.Names.Length);
        var suffix = generation == 0 ? "" : $" {Numerals[Math.Min(generation, Numerals.Length) - 1]}";
        return new CompanyProfile(
            IdOf(number),
            $"{trade} {name}{suffix} {table.LegalForm}",
            table.Country,
            YearStarts[number % YearStarts.Length],
            SizeOf(number),
            HostileNames: number % 10 == 3);
    }

    /// <summary>A company made at run time: its books follow from its id.</summary>
    public static CompanyProfile ProfileOf(Guid id, string name)
    {
        var random = DeterministicRandom.For(id, "profile");
        return new CompanyProfile(
            id,
            name,
            random.Pick(Countries.All).Country,
            random.Pick(YearStarts),
            random.Pick([CompanySize.Tiny, CompanySize.Small, CompanySize.Medium]),
            HostileNames: false);
    }

    private static CompanySize SizeOf(int number) => number switch
    {
        _ when number % 25 == 0 => CompanySize.Large,
        _ when number % 4 == 1 => CompanySize.Tiny,
        _ when number % 4 == 2 => CompanySize.Medium,
        _ => CompanySize.Small,
    };
}
