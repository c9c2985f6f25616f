using DataRefresh.Tests.Connectors;

namespace DataRefresh.Tests.Spec;

/// <summary>A test against the vendor's published specification, which is reference data beside the repository and not part of it.</summary>
internal sealed class SpecFactAttribute : FactAttribute
{
    public SpecFactAttribute()
    {
        if (!File.Exists(SpecFile))
            Skip = $"The vendor's specification is not at {SpecFile}.";
        else if (OnPath("node") is null || OnPath("npm") is null)
            Skip = "node and npm are needed to serve the specification.";
    }

    public static string SpecFile { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "specs", "codat-lending.yaml"));

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
