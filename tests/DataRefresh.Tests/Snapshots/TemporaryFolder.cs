using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Snapshots;

/// <summary>A blob folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Blobs = new BlobFolder(Root, TimeProvider.System);
        Writer = new SnapshotWriter(Blobs);
        Reader = new SnapshotReader(Blobs);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("data-refresh-").FullName;

    public Guid Firm { get; } = Guid.NewGuid();

    public BlobFolder Blobs { get; }

    public SnapshotWriter Writer { get; }

    public SnapshotReader Reader { get; }

    public IEnumerable<string> Files => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories);

    public async Task<List<TRow>> Rows<TRow>(SnapshotPart part)
        where TRow : class
    {
        var rows = new List<TRow>();
        await foreach (var row in Reader.Read<TRow>(Firm, part, default))
            rows.Add(row);
        return rows;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
