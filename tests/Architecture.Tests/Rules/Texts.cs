using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Architecture.Tests.Rules;

/// <summary>
/// Rule 8. Every text exists in all four languages with the same placeholders, every key that code uses exists, and no
/// text is left over from code that is gone.
/// </summary>
public sealed partial class Texts
{
    private static readonly string[] Languages = ["", ".fr", ".nl", ".pl"];

    [Fact]
    public void Every_text_is_used_and_exists_in_all_four_languages() =>
        Rule.Holds([.. Repository.Projects.Select(Scope.Of).Where(scope => scope.Families.Any())], Offenders);

    [Theory]
    [InlineData("Open {0}", "", "Open is missing in Text.fr.resx")]
    [InlineData(" ", "Ouvrir {0}", "Open is missing in Text.resx")]
    [InlineData("Open {0}", "Ouvrir", "Open has other placeholders in Text.fr.resx")]
    public void A_text_that_is_empty_or_different_in_one_language_is_refused(string english, string french, string complaint) =>
        Rule.Refuses([Sample("""@Words["Open", name]""", Entry("Open", english), Entry("Open", french))], Offenders, complaint);

    [Fact]
    public void A_text_that_one_language_lacks_is_refused() =>
        Rule.Refuses([Sample("""@Words["Open"]""", Entry("Open", "Open"), "")], Offenders, "Open is missing in Text.fr.resx");

    [Theory]
    [InlineData("""@Words["Open"]""", "uses Open, which Text does not have")]
    [InlineData("""@Words[$"Door_{size}"]""", "uses Door_…, which Text does not have")]
    [InlineData("""services.AddNavigation<Text>(Section.Admin, "Nav_Rooms", "/rooms", "home")""", "uses Nav_Rooms, which Text does not have")]
    public void A_key_without_a_text_is_refused(string code, string complaint) =>
        Rule.Refuses([Sample(code, "", "")], Offenders, complaint);

    [Fact]
    public void A_text_that_nothing_uses_is_refused() =>
        Rule.Refuses([Sample("", Entry("Shut", "Shut"), Entry("Shut", "Fermer"))], Offenders, "Shut is used nowhere");

    private static string Entry(string key, string text) => $"""<data name="{key}"><value>{text}</value></data>""";

    private static Scope Sample(string code, string english, string french) => new(
        [new("src/Rooms/Door.razor", $"@inject IStringLocalizer<Text> Words\n{code}")],
        [.. Languages.Select(l => new SourceFile($"src/Rooms/Text{l}.resx", $"<root>{(l == ".fr" ? french : english)}</root>"))]);

    private static IEnumerable<string> Offenders(IReadOnlyCollection<Scope> projects) =>
        projects.SelectMany(project => Untranslated(project).Concat(Unknown(project)).Concat(LeftOver(project)));

    private static IEnumerable<string> Untranslated(Scope project) =>
        from family in project.Families
        from language in Languages.Skip(1)
        let english = project.Texts(family, "")
        let other = project.Texts(family, language)
        from key in english.Keys.Union(other.Keys)
        let trouble =
            string.IsNullOrWhiteSpace(english.GetValueOrDefault(key)) ? $"is missing in {family}.resx"
            : string.IsNullOrWhiteSpace(other.GetValueOrDefault(key)) ? $"is missing in {family}{language}.resx"
            : !Placeholders(english[key]).SetEquals(Placeholders(other[key])) ? $"has other placeholders in {family}{language}.resx"
            : null
        where trouble is not null
        select $"{project.Folder}: {key} {trouble}";

    private static IEnumerable<string> Unknown(Scope project) =>
        from use in project.Uses
        let texts = use.Family is null ? project.Families.SelectMany(f => project.Texts(f, "").Keys) : project.Texts(use.Family, "").Keys
        where !texts.Any(key => use.Whole ? key == use.Key : key.StartsWith(use.Key, StringComparison.Ordinal))
        select $"{use.File} uses {use.Key}{(use.Whole ? "" : "…")}, which {use.Family ?? "its project"} does not have";

    private static IEnumerable<string> LeftOver(Scope project) =>
        from family in project.Families
        from key in project.Texts(family, "").Keys
        where !project.Code.Any(file => file.Text.Contains($"\"{key}\"", StringComparison.Ordinal))
            && !project.Beginnings.Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal))
        select $"{project.Folder}: {key} is used nowhere";

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    /// <param name="Family">The class that the localizer is of; null where code takes any.</param>
    /// <param name="Whole">False when the key goes on with something that is only known at run time.</param>
    private sealed record Use(string File, string? Family, string Key, bool Whole);

    /// <summary>One project's code and texts. A family of texts is a class and the resx files that share its name.</summary>
    private sealed record Scope(IReadOnlyList<SourceFile> Code, IReadOnlyList<SourceFile> Resources)
    {
        public string Folder => Resources[0].Folder;

        public IEnumerable<string> Families => Resources.Select(r => r.Name.Split('.')[0]).Distinct();

        public IReadOnlyList<Use> Uses { get; } = [.. Code.SelectMany(UsesIn)];

        /// <summary>What may become a key at run time: <c>$"Door_{size}"</c> begins with Door_.</summary>
        public IReadOnlyList<string> Beginnings { get; } = [.. Code.SelectMany(f => Composed().Matches(f.Text)).Select(m => m.Groups["key"].Value)];

        public static Scope Of(Project project)
        {
            var folder = Path.GetDirectoryName(project.Path)!;
            return new([.. Repository.Files(folder, "*.cs"), .. Repository.Files(folder, "*.razor")], Repository.Files(folder, "*.resx"));
        }

        public Dictionary<string, string> Texts(string family, string language) =>
            Resources.FirstOrDefault(r => r.Name == $"{family}{language}.resx") is not { } resource
                ? []
                : XDocument.Parse(resource.Text).Descendants("data")
                    .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")?.Value ?? "");

        private static IEnumerable<Use> UsesIn(SourceFile file)
        {
            foreach (Match screen in Screen().Matches(file.Text))
                yield return new(file.Path, screen.Groups["family"].Value, screen.Groups["key"].Value, true);

            var localizers = Localizer().Matches(file.Text)
                .Select(m => (Name: m.Groups["name"].Value, Family: m.Groups["family"] is { Success: true } f ? f.Value : null))
                .DistinctBy(l => l.Name);
            foreach (var (name, family) in localizers)
                foreach (Match key in Regex.Matches(file.Text, $$"""\b{{name}}\[[^\]"]*?(?<run>\$?)"(?<key>[^"{]*)(?<more>\{)?"""))
                    yield return new(file.Path, family, key.Groups["key"].Value, key.Groups["run"].Length == 0 || !key.Groups["more"].Success);
        }
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\$"(?<key>\w+_)\{""")]
    private static partial Regex Composed();

    [GeneratedRegex(@"Add(Navigation|CustomerTab|HomeCard)<(?<family>\w+)>\([^""]*""(?<key>\w+)""")]
    private static partial Regex Screen();

    [GeneratedRegex(@"(?<name>\w+) = [^;\n]*IStringLocalizer<(?<family>\w+)>>\(\)|IStringLocalizer(<(?<family>\w+)>)? (?<name>\w+)")]
    private static partial Regex Localizer();
}
