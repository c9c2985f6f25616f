namespace VendorSimulator.Tests;

/// <summary>A test against a vendor's OpenAPI file, skipped aloud where that reference file is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecFactAttribute : FactAttribute
{
    public SpecFactAttribute(string file)
    {
        if (VendorSpec.Find(file) is null)
            Skip = $"The vendor's OpenAPI file (../shared/specs/{file} beside the repository) is not here: answers were NOT validated.";
    }
}

/// <summary>Finds the vendors' OpenAPI files beside the repository.</summary>
internal static class VendorSpec
{
    public const string Codat = "codat-lending.yaml";
    public const string Xero = "xero_accounting.yaml";
    public const string XeroIdentity = "xero-identity.yaml";

    public static string? Root { get; } = FindRoot();

    public static string? Find(string file)
    {
        var path = Root is null ? null : Path.GetFullPath(Path.Combine(Root, "../shared/specs", file));
        return File.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DataRefresh.sln"))
                || File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        return null;
    }
}
