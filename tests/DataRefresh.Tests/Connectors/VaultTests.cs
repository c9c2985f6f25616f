using System.Text;
using DataRefresh.Connectors;
using DataRefresh.Tests.Snapshots;

namespace DataRefresh.Tests.Connectors;

public sealed class VaultTests : IDisposable
{
    private const string Secret = "pk_live_Zażółć_0123456789";
    private readonly TemporaryFolder folder = new();
    private readonly Guid firm = Guid.NewGuid();

    private string KeyFile => Path.Combine(folder.Root, "keys", "vault.key");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_sealed_opens_again_also_after_a_restart()
    {
        var sealedBytes = new Vault(KeyFile).Seal(firm, "connector-key:codat", Secret);

        Assert.Equal(Secret, new Vault(KeyFile).Open(firm, "connector-key:codat", sealedBytes).Secret);
    }

    [Fact]
    public void The_same_secret_never_looks_the_same_and_never_shows()
    {
        var vault = new Vault(KeyFile);
        var (one, other) = (vault.Seal(firm, "p", Secret), vault.Seal(firm, "p", Secret));

        Assert.NotEqual(one, other);
        Assert.DoesNotContain("pk_live", Encoding.Latin1.GetString(one), StringComparison.Ordinal);
        Assert.Equal("(secret)", vault.Open(firm, "p", one).ToString());
    }

    [Fact]
    public void A_row_copied_to_another_firm_or_purpose_does_not_open()
    {
        var vault = new Vault(KeyFile);
        var sealedBytes = vault.Seal(firm, "connector-key:codat", Secret);

        Assert.Equal(VaultRefusal.NotForThis, vault.Open(Guid.NewGuid(), "connector-key:codat", sealedBytes).Refusal);
        Assert.Equal(VaultRefusal.NotForThis, vault.Open(firm, "connector-key:xero", sealedBytes).Refusal);
    }

    [Fact]
    public void Any_flipped_bit_and_any_cut_is_refused()
    {
        var vault = new Vault(KeyFile);
        var sealedBytes = vault.Seal(firm, "p", Secret);
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            var changed = sealedBytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(vault.Open(firm, "p", changed).Refusal);
        }

        for (var length = 0; length < sealedBytes.Length; length++)
            Assert.NotNull(vault.Open(firm, "p", sealedBytes.AsSpan(0, length)).Refusal);
    }

    [Fact]
    public void Bytes_from_another_key_file_are_told_apart_from_damage()
    {
        var sealedBytes = new Vault(KeyFile).Seal(firm, "p", Secret);

        var elsewhere = new Vault(Path.Combine(folder.Root, "other.key"));

        Assert.Equal(VaultRefusal.OtherKey, elsewhere.Open(firm, "p", sealedBytes).Refusal);
    }

    [Fact]
    public void The_key_file_is_the_owners_alone_and_a_damaged_one_is_not_used()
    {
        new Vault(KeyFile).Seal(firm, "p", Secret);

        Assert.Equal(32, new FileInfo(KeyFile).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        File.WriteAllBytes(KeyFile, new byte[31]);
        Assert.Throws<InvalidDataException>(() => new Vault(KeyFile).Seal(firm, "p", Secret));
    }

    [Fact]
    public async Task Hosts_that_start_at_once_end_up_with_one_key()
    {
        const int Hosts = 16;
        for (var round = 0; round < 50; round++)
        {
            using var start = new Barrier(Hosts);
            byte[] Begin(object? host)
            {
                start.SignalAndWait();
                return new Vault(KeyFile).Seal(firm, "p", $"{host}");
            }

            var sealedBytes = await Task.WhenAll(Enumerable.Range(0, Hosts).Select(
                host => Task.Factory.StartNew(Begin, host, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.All(sealedBytes.Index(), one => Assert.Equal($"{one.Index}", new Vault(KeyFile).Open(firm, "p", one.Item).Secret));
            var keys = Path.GetDirectoryName(KeyFile)!;
            Assert.Equal([KeyFile], Directory.GetFiles(keys));
            Directory.Delete(keys, recursive: true);
        }
    }
}
