using System.Security.Cryptography;

namespace DataRefresh.Snapshots;

/// <summary>
/// A blob being written to a temporary file. Disposed without <see cref="Commit"/>, it leaves nothing behind. The file is
/// only made with the first bytes, so that many idle writes cost nothing.
/// </summary>
internal sealed class BlobWrite(string temporary, Func<string, string> pathOf) : IAsyncDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FileStream? file;
    private bool committed;

    public long Bytes { get; private set; }

    public async ValueTask Write(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        file ??= OpenTemporary();
        hash.AppendData(bytes.Span);
        await file.WriteAsync(bytes, token);
        Bytes += bytes.Length;
    }

    /// <summary>Puts the blob in its place, durably, and answers its hash.</summary>
    public async Task<string> Commit(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        file ??= OpenTemporary();
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        // Flushing waits for the disk: not on a thread that others need.
        await Task.Run(() => file.Flush(flushToDisk: true), token);
        await file.DisposeAsync();

        var path = pathOf(digest);
        var folder = Path.GetDirectoryName(path)!;
        DurableFolder.Create(folder);
        if (File.Exists(path) && new FileInfo(path).Length == Bytes)
            File.Delete(temporary);
        else
            File.Move(temporary, path, overwrite: true);
        await Task.Run(() => DurableFolder.Flush(folder), CancellationToken.None);
        committed = true;
        return digest;
    }

    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        if (file is null)
            return;
        await file.DisposeAsync();
        if (!committed)
            File.Delete(temporary);
    }

    private FileStream OpenTemporary() => new(temporary, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.None,
        Options = FileOptions.Asynchronous,
        BufferSize = 0,
    });
}
