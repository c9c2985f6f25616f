using System.Security.Cryptography;
using DataRefresh.Snapshots;

namespace DataRefresh.Tests.Snapshots;

public sealed class BlobFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Content_is_found_by_its_hash_within_its_firm_only()
    {
        var hash = await Store("content"u8.ToArray());

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("content"u8)), hash);
        Assert.Equal("content"u8.ToArray(), await Read(hash));
        Assert.False(folder.Blobs.Exists("data-refresh", Guid.NewGuid(), hash));
        Assert.Throws<FileNotFoundException>(() => folder.Blobs.Open("data-refresh", Guid.NewGuid(), hash));
    }

    [Fact]
    public async Task The_same_content_twice_is_one_file()
    {
        Assert.Equal(await Store("content"u8.ToArray()), await Store("content"u8.ToArray()));

        Assert.Single(folder.Files);
    }

    [Fact]
    public async Task A_write_that_is_not_committed_leaves_nothing()
    {
        await using (var blob = folder.Blobs.Begin("data-refresh", folder.Firm))
            await blob.Write(new byte[100_000], default);

        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task Changed_or_cut_content_is_not_read_to_its_end_quietly()
    {
        var hash = await Store(RandomNumberGenerator.GetBytes(100_000));
        var file = folder.Files.Single();
        var bytes = await File.ReadAllBytesAsync(file);

        bytes[50_000] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await Assert.ThrowsAsync<BlobDamagedException>(() => Read(hash));
        await File.WriteAllBytesAsync(file, bytes[..99_999]);
        await Assert.ThrowsAsync<BlobDamagedException>(() => Read(hash));
    }

    [Fact]
    public async Task A_damaged_copy_of_other_length_is_replaced_by_storing_again()
    {
        var hash = await Store("content"u8.ToArray());
        await File.WriteAllBytesAsync(folder.Files.Single(), []);

        await Store("content"u8.ToArray());

        Assert.Equal("content"u8.ToArray(), await Read(hash));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("Data")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("data-refresh\n")]
    public void A_module_that_is_a_path_is_refused(string module) =>
        Assert.Throws<ArgumentException>(() => folder.Blobs.Begin(module, folder.Firm));

    [Theory]
    [InlineData("../../../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")]
    public void A_hash_that_is_none_is_refused(string hash) =>
        Assert.Throws<ArgumentException>(() => folder.Blobs.Open("data-refresh", folder.Firm, hash));

    [Fact]
    public async Task Only_what_nobody_writes_to_any_more_is_swept()
    {
        await using var alive = folder.Blobs.Begin("data-refresh", folder.Firm);
        await alive.Write(new byte[10], default);
        var dead = Path.Combine(folder.Root, ".tmp", "dead");
        await File.WriteAllTextAsync(dead, "half");
        File.SetLastWriteTimeUtc(dead, DateTime.UtcNow.AddMinutes(-11));

        Assert.Equal(1, folder.Blobs.Sweep(TimeSpan.FromMinutes(10)));

        Assert.False(File.Exists(dead));
        Assert.Equal(64, (await alive.Commit(default)).Length);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_deleting_again_is_no_error()
    {
        var hash = await Store("content"u8.ToArray());

        folder.Blobs.Delete("data-refresh", folder.Firm, hash);
        folder.Blobs.Delete("data-refresh", folder.Firm, hash);

        Assert.Empty(folder.Files);
    }

    private async Task<string> Store(byte[] content)
    {
        await using var blob = folder.Blobs.Begin("data-refresh", folder.Firm);
        await blob.Write(content, default);
        return await blob.Commit(default);
    }

    private async Task<byte[]> Read(string hash)
    {
        await using var stream = folder.Blobs.Open("data-refresh", folder.Firm, hash);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
