namespace VendorSimulator.Tests;

/// <summary>A test against the vendor's OpenAPI file, skipped aloud where that reference file is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecFactAttribute : FactAttribute
{
    public SpecFactAttribute()
    {
        if (VendorSpec.Path is null)
            Skip = "The vendor's OpenAPI file (../shared/specs/codat-lending.yaml beside the repository) is not here: answers were NOT validated.";
    }
}

/// <summary>Finds the vendor's OpenAPI file beside the repository.</summary>
internal static class VendorSpec
{
    public static string? Root { get; } = FindRoot();

    public static string? Path { get; } = FindSpec();

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DataRefresh.sln"))
                || File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        return null;
    }

    private static string? FindSpec()
    {
        var path = Root is null ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, "../shared/specs/codat-lending.yaml"));
        return File.Exists(path) ? path : null;
    }
}
