namespace Host.Tests;

/// <summary>A demo folder that is prepared once and copied for each test that ruins it.</summary>
internal sealed class PreparedDemo : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(Prepare);

    private PreparedDemo(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<PreparedDemo> Copy()
    {
        var template = await Template.Value;
        var folder = Directory.CreateTempSubdirectory("data-refresh-copy-").FullName;
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new PreparedDemo(folder);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> Prepare()
    {
        var folder = Directory.CreateTempSubdirectory("data-refresh-template-").FullName;
        await using var host = new RunningHost(folder);
        await host.Start();
        return folder;
    }
}
