namespace DataRefresh.Tests.Connectors;

/// <summary>Where the repository is that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory) ?? Above(Source()) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");

    private static string? Above(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")) && Directory.Exists(Path.Combine(folder.FullName, "tests", "DataRefresh.Tests")))
                return folder.FullName;
        return null;
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
