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
    /// <summary>EEXIST, the same number on Linux and macOS.</summary>
    private const int Taken = 17;

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
        var descriptor = Open(Native(path), 0);
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

    /// <summary>
    /// Gives a finished file its name in the same folder, in one step, unless another file has it. On Unix .NET's move
    /// looks first and then replaces, which two at once can both do; a link refuses. What is left over is the caller's to
    /// delete.
    /// </summary>
    public static void NameUnlessTaken(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(file, name, overwrite: false);
            }
            catch (IOException) when (File.Exists(name))
            {
            }

            return;
        }

        if (Link(Native(file), Native(name)) != 0 && new Win32Exception() is { NativeErrorCode: not Taken } trouble)
            throw new IOException($"Cannot give a file the name {name}: {trouble.Message}");
        Flush(Path.GetDirectoryName(Path.GetFullPath(name))!);
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "link", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] file, byte[] name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int readOnly);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
