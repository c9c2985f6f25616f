using System.Security.Cryptography;
using DataRefresh.Snapshots;

namespace DataRefresh.Uploads;

/// <summary>
/// The files of unfinished uploads: <c>{root}/{upload}</c>, each sealed by the hash that its upload remembers. Names are made of
/// ids only; nothing that somebody wrote becomes a path. Files are neither blobs nor shared: who deletes one deletes nobody else's.
/// </summary>
internal sealed class UploadFiles(string root, TimeProvider clock)
{
    /// <summary>A file without an upload may belong to one that is about to be saved.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    private readonly string root = Path.GetFullPath(root);

    private string Temporary => Path.Combine(root, ".tmp");

    /// <summary>Starts the file of an upload. It is only there once it is committed, which answers its hash.</summary>
    public BlobWrite Begin(Guid uploadId)
    {
        DurableFolder.Create(Temporary);
        return new BlobWrite(Path.Combine(Temporary, $"{Guid.NewGuid():n}"), _ => PathOf(uploadId));
    }

    /// <summary>Opens a file that still is what was sent.</summary>
    /// <exception cref="FileNotFoundException">It was cleared away.</exception>
    /// <exception cref="BlobDamagedException">It is not what was sent.</exception>
    public Stream Open(Upload upload)
    {
        var file = new FileStream(PathOf(upload.Id), new FileStreamOptions { BufferSize = 64 * 1024 });
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != upload.FileHash)
        {
            file.Dispose();
            throw new BlobDamagedException(upload.FileHash);
        }

        file.Position = 0;
        return file;
    }

    public void Delete(Guid uploadId) => File.Delete(PathOf(uploadId));

    /// <summary>The uploads that have a file, but for the newest.</summary>
    public IReadOnlyList<Guid> Settled() => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateFiles(root)
            .Where(file => IsOlder(file, Young) && Guid.TryParseExact(Path.GetFileName(file), "n", out _))
            .Select(file => Guid.ParseExact(Path.GetFileName(file), "n")),
    ];

    /// <summary>Removes what was being written when a host died.</summary>
    public void SweepHalfWritten()
    {
        if (Directory.Exists(Temporary))
            foreach (var file in Directory.EnumerateFiles(Temporary).Where(file => IsOlder(file, TimeSpan.FromMinutes(10))).ToList())
                File.Delete(file);
    }

    private bool IsOlder(string file, TimeSpan age) => File.GetLastWriteTimeUtc(file) <= clock.GetUtcNow().UtcDateTime - age;

    private string PathOf(Guid uploadId) => Path.Combine(root, $"{uploadId:n}");
}
