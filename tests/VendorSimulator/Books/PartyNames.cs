namespace VendorSimulator.Books;

/// <summary>Invented trading partners. None of them exists, and every address is under a reserved domain.</summary>
internal static class PartyNames
{
    private static readonly string[] First =
    [
        "Zilverlinde", "Kornblau", "Hautbois", "Grüntal", "Noordkrans", "Vermeil", "Słonecznik", "Quillmere", "Brackenfold",
        "Aldermoor", "Bleuvent", "Dąbrowa", "Eikenpad", "Fjordlys", "Goudsteen", "Havenlicht", "Ijsvogel", "Kestrelway",
    ];

    private static readonly string[] Second =
        ["Trading", "Logistik", "Services", "Hurt", "Techniek", "Consulting", "Distribution", "Bau", "Studio", "Foods"];

    private static readonly string[] LegalForms = ["BV", "GmbH", "SARL", "Sp. z o.o.", "Ltd", "NV", "OÜ", "S.r.l."];

    /// <summary>Names that break careless spreadsheets, pages and parsers.</summary>
    private static readonly string[] Hostile =
    [
        "=HYPERLINK(\"http://click.example\",\"Open\")",
        "+31 Handel BV",
        "-Minus & Söhne GmbH",
        "@SUM(A1:A9)",
        "\"Quoted\" 'Single' <b>Bold</b> BV",
        "Line one\nLine two GmbH",
        "Ελληνικά Τρόφιμα Α.Ε.",
        "株式会社あおぞら商事",
        "מאפיית הבוקר בע״מ",
        "Кафе «Ромашка» ООД",
        "Tab\tpipe | semicolon; comma, backslash \\",
        "Zażółć 🧾 Gęślą Sp. z o.o.",
    ];

    public static IReadOnlyList<Party> Make(CompanyProfile profile, string kind, int count)
    {
        var random = DeterministicRandom.For(profile.Id, kind);
        var offset = random.Next(0, First.Length * Second.Length);
        return [.. Enumerable.Range(0, count).Select(index => new Party(
            DeterministicRandom.StableId(profile.Id, kind, index).ToString(),
            profile.HostileNames && index < Hostile.Length ? Hostile[index] : Ordinary(offset + (index * 7), random),
            $"{kind}{index + 1}@{profile.Id.ToString("N")[^6..]}.example",
            profile.Country.Name,
            profile.Country.City,
            $"{profile.Country.TaxPrefix}{random.Next(100_000_000, 1_000_000_000)}"))];
    }

    private static string Ordinary(int index, DeterministicRandom random) =>
        $"{First[index % First.Length]} {Second[index / First.Length % Second.Length]} {random.Pick(LegalForms)}";
}
