using System.Xml.Linq;

namespace Architecture.Tests.Rules;

/// <summary>Rule 2. Contracts reference nothing, and everything public in them is documented.</summary>
public sealed class ContractsStandAlone
{
    [Fact]
    public void Contracts_reference_nothing() =>
        Rule.Holds([.. Repository.Projects.Where(p => p.IsContracts)], Dependent);

    [Theory]
    [InlineData("""<PackageReference Include="MediatR" />""", "MediatR")]
    [InlineData("""<ProjectReference Include="../Cards.Contracts/Cards.Contracts.csproj" />""", "Cards.Contracts")]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "Microsoft.AspNetCore.App")]
    public void A_reference_in_contracts_is_refused(string item, string complaint) => Rule.Refuses(
        [new Project("src/Modules/Rooms.Contracts/Rooms.Contracts.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>")],
        Dependent,
        complaint);

    [Fact]
    public void Contracts_are_documented() => Rule.Holds([.. Code.Contracts.SelectMany(Documented)], Undocumented);

    [Fact]
    public void A_public_type_without_a_summary_is_refused() =>
        Rule.Refuses([("Rooms.Contracts.RoomOpened", false)], Undocumented, "Rooms.Contracts.RoomOpened");

    private static IEnumerable<string> Dependent(IReadOnlyCollection<Project> contracts) =>
        from project in contracts
        from kind in new[] { "ProjectReference", "PackageReference", "FrameworkReference" }
        from item in project.Items(kind)
        select $"{project.Name} references {item}";

    private static IEnumerable<string> Undocumented(IReadOnlyCollection<(string Type, bool Documented)> types) =>
        types.Where(t => !t.Documented).Select(t => $"{t.Type} has no summary");

    private static IEnumerable<(string Type, bool Documented)> Documented(AssemblyDefinition contracts)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{contracts.Name.Name}.xml");
        var documented = !File.Exists(file)
            ? []
            : XDocument.Load(file).Descendants("member")
                .Where(m => !string.IsNullOrWhiteSpace(m.Element("summary")?.Value))
                .Select(m => m.Attribute("name")!.Value)
                .ToHashSet();
        return new[] { contracts }.Written()
            .Where(t => t.IsPublic || t.IsNestedPublic)
            .Select(t => (t.Place(), documented.Contains($"T:{t.Place()}")));
    }
}
