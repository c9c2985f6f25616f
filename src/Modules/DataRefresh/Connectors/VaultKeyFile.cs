using System.Security.Cryptography;
using DataRefresh.Snapshots;

namespace DataRefresh.Connectors;

/// <summary>The file with the vault's master key. Losing it loses every sealed secret: it belongs in the backup, apart from the database.</summary>
internal static class VaultKeyFile
{
    private const int Size = 32;

    public static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
            Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Size ? key : throw new InvalidDataException($"The vault's key file must have {Size} bytes; this one has {key.Length}.");
    }

    // Two hosts may start at once on one directory: the whole key appears under its name in one step, and where the other
    // host was first, its key is the key.
    private static void Make(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        DurableFolder.Create(folder);
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():n}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(Size));
                file.Flush(flushToDisk: true);
            }

            DurableFolder.NameUnlessTaken(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
