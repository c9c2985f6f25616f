using DataRefresh.Tests.Connectors;

namespace DataRefresh.Tests.Spec;

/// <summary>A test against the vendor's published specification, which is reference data beside the repository and not part of it.</summary>
internal sealed class SpecFactAttribute : FactAttribute
{
    public const string Codat = "codat-lending.yaml";
    public const string Xero = "xero_accounting.yaml";

    public SpecFactAttribute(string file = Codat)
    {
        if (!File.Exists(PathOf(file)))
            Skip = $"The vendor's specification is not at {PathOf(file)}.";
        else if (OnPath("node") is null || OnPath("npm") is null)
            Skip = "node and npm are needed to serve the specification.";
    }

    public static string PathOf(string file) => Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "specs", file));

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
