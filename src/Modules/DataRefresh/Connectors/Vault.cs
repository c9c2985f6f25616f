using System.Security.Cryptography;
using System.Text;
using DataRefresh.Snapshots;

namespace DataRefresh.Connectors;

/// <summary>
/// Seals firms' keys for the database with AES-256-GCM under one master key, which lives in a file outside it (32 random
/// bytes, made on first use, readable by its owner only). Sealed bytes are
/// <c>version (1) | key id (4) | nonce (12) | ciphertext | tag (16)</c>; the firm and the purpose are bound in as associated
/// data, so bytes copied to another firm's row, or to another column, do not open.
/// </summary>
internal sealed class Vault(string keyFile)
{
    private const byte Version = 1;
    private const int KeyIdSize = 4;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeadSize = 1 + KeyIdSize + NonceSize;

    private readonly Lazy<byte[]> masterKey = new(() => VaultKeyFile.ReadOrMake(keyFile));

    /// <param name="purpose">What the secret is for, such as <c>connector-key:codat</c>.</param>
    public byte[] Seal(Guid firmId, string purpose, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[HeadSize + plain.Length + TagSize];
        sealedBytes[0] = Version;
        KeyId(masterKey.Value).CopyTo(sealedBytes, 1);
        var nonce = sealedBytes.AsSpan(1 + KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);

        using var aes = new AesGcm(masterKey.Value, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(HeadSize, plain.Length), sealedBytes.AsSpan(HeadSize + plain.Length), Bound(firmId, purpose, sealedBytes));
        CryptographicOperations.ZeroMemory(plain);
        return sealedBytes;
    }

    /// <summary>The secret, or why these bytes do not open for this firm and purpose. Never throws for what the bytes are.</summary>
    public OpenedSecret Open(Guid firmId, string purpose, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < HeadSize + TagSize || sealedBytes[0] != Version)
            return OpenedSecret.Refused(VaultRefusal.NotSealed);
        if (!sealedBytes.Slice(1, KeyIdSize).SequenceEqual(KeyId(masterKey.Value)))
            return OpenedSecret.Refused(VaultRefusal.OtherKey);

        var plain = new byte[sealedBytes.Length - HeadSize - TagSize];
        using var aes = new AesGcm(masterKey.Value, TagSize);
        try
        {
            aes.Decrypt(
                sealedBytes.Slice(1 + KeyIdSize, NonceSize),
                sealedBytes.Slice(HeadSize, plain.Length),
                sealedBytes[^TagSize..],
                plain,
                Bound(firmId, purpose, sealedBytes));
            return OpenedSecret.Of(Encoding.UTF8.GetString(plain));
        }
        catch (AuthenticationTagMismatchException)
        {
            return OpenedSecret.Refused(VaultRefusal.NotForThis);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    // Tells keys apart, gives nothing away: a derived value, not a part of the key.
    private static byte[] KeyId(byte[] key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyIdSize, info: "data-refresh vault key id"u8.ToArray());

    private static byte[] Bound(Guid firmId, string purpose, ReadOnlySpan<byte> sealedBytes) =>
        [.. sealedBytes[..(1 + KeyIdSize)], .. firmId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(purpose)];
}

/// <summary>Why sealed bytes did not open.</summary>
internal enum VaultRefusal
{
    /// <summary>They are not what this vault writes.</summary>
    NotSealed,

    /// <summary>They were sealed under another master key: the key file was replaced or the database comes from elsewhere.</summary>
    OtherKey,

    /// <summary>They were sealed for another firm or purpose, or have been changed.</summary>
    NotForThis,
}

/// <summary>A secret, or why there is none. Prints as neither.</summary>
internal sealed class OpenedSecret
{
    private OpenedSecret(string? secret, VaultRefusal? refusal) => (Secret, Refusal) = (secret, refusal);

    public string? Secret { get; }

    public VaultRefusal? Refusal { get; }

    public static OpenedSecret Of(string secret) => new(secret, null);

    public static OpenedSecret Refused(VaultRefusal refusal) => new(null, refusal);

    public override string ToString() => Refusal is null ? "(secret)" : $"({Refusal})";
}
