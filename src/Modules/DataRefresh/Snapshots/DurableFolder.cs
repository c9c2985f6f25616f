using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace DataRefresh.Snapshots;

/// <summary>
/// Folder changes that survive a power cut. On Unix a new name is only safe once its folder has been flushed, which
/// .NET has no call for; Windows (NTFS) journals names by itself.
/// </summary>
internal static class DurableFolder
{
    /// <summary>Makes the folder and every missing one above it.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
            return;
        var above = Path.GetDirectoryName(Path.GetFullPath(path));
        if (above is not null)
            Create(above);
        Directory.CreateDirectory(path);
        if (above is not null)
            Flush(above);
    }

    /// <summary>Returns when the names in the folder are on the disk.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open the folder to flush it: {new Win32Exception().Message}");
        try
        {
            if (Sync(descriptor) != 0)
                throw new IOException($"Cannot flush the folder: {new Win32Exception().Message}");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int readOnly);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
