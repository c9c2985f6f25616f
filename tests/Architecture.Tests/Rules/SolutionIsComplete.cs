namespace Architecture.Tests.Rules;

/// <summary>What the solution does not list is neither built nor tested by build/test; every module has tests.</summary>
public sealed class SolutionIsComplete
{
    private static readonly string Solution = File.ReadAllText(Path.Combine(Repository.Root, "DataRefresh.sln")).Replace('\\', '/');

    [Fact]
    public void The_solution_lists_every_project_and_every_module_has_tests() => Rule.Holds(Repository.Projects, Offenders);

    [Fact]
    public void A_project_that_the_solution_does_not_list_is_refused() =>
        Rule.Refuses([new Project("tests/Rooms.Tests/Rooms.Tests.csproj", "<Project />")], Offenders, "does not list tests/Rooms.Tests/Rooms.Tests.csproj");

    [Fact]
    public void A_module_without_tests_is_refused() => Rule.Refuses(
        [new Project("src/Modules/DataRefresh/DataRefresh.csproj", "<Project />")], Offenders, "DataRefresh has no tests");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<Project> projects)
    {
        foreach (var project in projects.Where(p => !Solution.Contains($"\"{p.Path}\"", StringComparison.Ordinal)))
            yield return $"DataRefresh.sln does not list {project.Path}";
        foreach (var module in projects.Where(p => p.IsModule && projects.All(t => t.Name != $"{p.Name}.Tests")))
            yield return $"{module.Name} has no tests/{module.Name}.Tests";
    }
}
