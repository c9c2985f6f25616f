namespace SharedKernel.Persistence;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Section <c>Database</c>: which engine holds the data.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>For a server; the embedded engine keeps one file per module in <see cref="StorageOptions.Directory"/>.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>Section <c>Storage</c>: where files go.</summary>
public sealed class StorageOptions
{
    /// <summary>Holds database files of the embedded engine, blobs, keys and undelivered mails.</summary>
    public string Directory { get; set; } = "data";

    public string PathTo(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Directory, .. parts]));
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
