namespace Architecture.Tests.Rules;

/// <summary>
/// Rule 1. A module references SharedKernel, its own Contracts and other modules' Contracts; only Host and the
/// module's own tests reference the module. SharedKernel references no module. (build/DesignTime references all
/// modules by a pattern, for dotnet-ef.)
/// </summary>
public sealed class ModuleReferences
{
    [Fact]
    public void Modules_are_joined_by_contracts_only() => Rule.Holds(Repository.Projects, Offenders);

    [Theory]
    [InlineData("src/Modules/Cards/Cards.csproj", "../Rooms/Rooms.csproj", "Cards references Rooms")]
    [InlineData("src/Modules/Cards/Cards.csproj", "../../Host/Host.csproj", "Cards references Host")]
    [InlineData("src/SharedKernel/SharedKernel.csproj", "../Modules/Rooms.Contracts/Rooms.Contracts.csproj", "SharedKernel references Rooms.Contracts")]
    [InlineData("tests/Cards.Tests/Cards.Tests.csproj", "../../src/Modules/Rooms/Rooms.csproj", "Cards.Tests references Rooms")]
    [InlineData("tests/VendorSimulator/VendorSimulator.csproj", "../../src/SharedKernel/SharedKernel.csproj", "VendorSimulator references SharedKernel")]
    public void A_short_cut_between_projects_is_refused(string from, string to, string complaint) => Rule.Refuses(
        [
            new Project("src/Modules/Rooms/Rooms.csproj", "<Project />"),
            new Project(from, $"""<Project><ItemGroup><ProjectReference Include="{to}" /></ItemGroup></Project>"""),
        ],
        Offenders,
        complaint);

    private static IEnumerable<string> Offenders(IReadOnlyCollection<Project> projects)
    {
        var modules = projects.Where(p => p.IsModule).Select(p => p.Name).ToHashSet();
        return from project in projects
               from reference in project.References
               where !MayReference(project, reference, modules)
               select $"{project.Name} references {reference}";
    }

    private static bool MayReference(Project project, string reference, HashSet<string> modules) => project switch
    {
        { IsModule: true } => reference == "SharedKernel" || IsContracts(reference),
        { Name: "SharedKernel" } => !modules.Contains(reference) && !IsContracts(reference),
        // It stands for the outside world and must not agree with our connectors by sharing their code.
        { Name: "VendorSimulator" } => false,
        _ => !modules.Contains(reference) || project.Name == "Host" || project.Name == $"{reference}.Tests",
    };

    private static bool IsContracts(string name) => name.EndsWith(".Contracts", StringComparison.Ordinal);
}
