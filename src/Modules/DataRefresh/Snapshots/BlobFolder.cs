using System.Text.RegularExpressions;

namespace DataRefresh.Snapshots;

/// <summary>
/// A folder of immutable content, addressed by module, firm and SHA-256 of the stored bytes:
/// <c>{root}/{module}/{firm}/{first two hex}/{hash}</c>. The same content of one firm is one file; two firms never
/// share one. Who refers to a blob is the caller's to remember.
/// </summary>
internal sealed partial class BlobFolder(string root, TimeProvider clock)
{
    private readonly string root = Path.GetFullPath(root);

    private string Temporary => Path.Combine(root, ".tmp");

    /// <summary>Starts a blob. It is only there once <see cref="BlobWrite.Commit"/> has returned.</summary>
    public BlobWrite Begin(string module, Guid firmId)
    {
        _ = PathOf(module, firmId, new string('0', 64));
        DurableFolder.Create(Temporary);
        return new BlobWrite(Path.Combine(Temporary, Guid.NewGuid().ToString("n")), hash => PathOf(module, firmId, hash));
    }

    /// <summary>
    /// Opens a blob for one read from start to end. The hash is checked as the bytes go by: content that is not what was
    /// stored ends in <see cref="BlobDamagedException"/> instead of in the end of the stream.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such blob of this firm.</exception>
    public Stream Open(string module, Guid firmId, string hash) =>
        new VerifiedStream(OpenFile(module, firmId, hash, FileOptions.Asynchronous | FileOptions.SequentialScan), hash);

    /// <summary>Opens a blob to read some places of it. The hash is not checked: what is read must have a check of its own.</summary>
    /// <exception cref="FileNotFoundException">There is no such blob of this firm.</exception>
    public Stream OpenPlaces(string module, Guid firmId, string hash) => OpenFile(module, firmId, hash, FileOptions.Asynchronous | FileOptions.RandomAccess);

    public bool Exists(string module, Guid firmId, string hash) => File.Exists(PathOf(module, firmId, hash));

    /// <summary>Removes a blob that nothing refers to any more; one that is not there is no error.</summary>
    public void Delete(string module, Guid firmId, string hash)
    {
        var path = PathOf(module, firmId, hash);
        if (!File.Exists(path))
            return;
        File.Delete(path);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>
    /// Removes what dead processes left half written; call it at start and now and then. Other hosts may be writing
    /// beside us, so only files are taken that nobody has written to for <paramref name="idle"/>.
    /// </summary>
    /// <returns>How many were removed.</returns>
    public int Sweep(TimeSpan idle)
    {
        if (!Directory.Exists(Temporary))
            return 0;
        var before = clock.GetUtcNow().UtcDateTime - idle;
        var dead = Directory.EnumerateFiles(Temporary).Where(file => File.GetLastWriteTimeUtc(file) <= before).ToList();
        dead.ForEach(File.Delete);
        return dead.Count;
    }

    private FileStream OpenFile(string module, Guid firmId, string hash, FileOptions options)
    {
        var path = PathOf(module, firmId, hash);
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = options, BufferSize = 0 });
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new FileNotFoundException("There is no such blob.", path, missing);
        }
    }

    // Nothing that a person or a vendor wrote may become a path: a module is a word of ours, a hash is 64 hex digits.
    private string PathOf(string module, Guid firmId, string hash)
    {
        if (!ModuleName().IsMatch(module))
            throw new ArgumentException("A module's name has small letters, digits and dashes only.", nameof(module));
        if (!Hash().IsMatch(hash))
            throw new ArgumentException("A hash has 64 small hexadecimal digits.", nameof(hash));
        return Path.Combine(root, module, firmId.ToString("n"), hash[..2], hash);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,40}\z")]
    private static partial Regex ModuleName();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}

/// <summary>Stored content is not what was stored.</summary>
internal sealed class BlobDamagedException(string hash) : IOException($"Stored content no longer has the hash {hash}.");
