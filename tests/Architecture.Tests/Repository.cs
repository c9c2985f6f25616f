using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>A text file; <paramref name="Path"/> is relative to the repository's root, with slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name { get; } = System.IO.Path.GetFileName(Path);

    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, i) => (i + 1, line));
}

/// <summary>A project as its csproj tells it: Cecil would only see references that are used.</summary>
internal sealed record Project(string Path, string Text)
{
    private readonly XDocument xml = XDocument.Parse(Text);

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsContracts => Path.StartsWith("src/Modules/", StringComparison.Ordinal) && Name.EndsWith(".Contracts", StringComparison.Ordinal);

    public bool IsModule => Path.StartsWith("src/Modules/", StringComparison.Ordinal) && !IsContracts;

    /// <summary>The names of the projects it references.</summary>
    public IReadOnlyList<string> References => [.. Items("ProjectReference").Select(System.IO.Path.GetFileNameWithoutExtension)!];

    public IEnumerable<string> Items(string kind) =>
        xml.Descendants(kind).Select(item => item.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();
}

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "lib", "data", "TestResults"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files("", "*.csproj").Select(file => new Project(file.Path, file.Text))];

    public static IEnumerable<Project> Modules => Projects.Where(p => p.IsModule);

    /// <summary>All files of a folder and below it that match a pattern, without what is built or restored.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, string pattern) =>
        [.. Walk(new DirectoryInfo(Path.Combine(Root, folder)))
            .SelectMany(directory => directory.EnumerateFiles(pattern))
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<DirectoryInfo> Walk(DirectoryInfo directory) => directory.EnumerateDirectories()
        .Where(child => !NotOurs.Contains(child.Name) && !child.Name.StartsWith('.'))
        .SelectMany(Walk)
        .Prepend(directory);

    private static string FindRoot(string? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory, "DataRefresh.sln")))
            directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("These tests look at the repository, so they run inside it.");
    }
}
