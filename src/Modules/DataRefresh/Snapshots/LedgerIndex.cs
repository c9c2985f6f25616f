using System.IO.Compression;

namespace DataRefresh.Snapshots;

/// <summary>What stands in one stretch of a stored ledger, so that it need not be read to be passed over or summed.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Length">In bytes, compressed.</param>
/// <param name="Accounts">By id; lines without an account under the empty one.</param>
internal sealed record LedgerBlock(
    long Offset, int Length, int Lines, DateOnly First, DateOnly Last, IReadOnlyDictionary<string, LedgerShare> Accounts);

/// <summary>The lines of one account. The sums are never negative.</summary>
internal readonly record struct LedgerShare(int Lines, decimal Debit, decimal Credit)
{
    public static LedgerShare operator +(LedgerShare one, LedgerShare other) =>
        new(one.Lines + other.Lines, one.Debit + other.Debit, one.Credit + other.Credit);

    public static LedgerShare Of(LedgerRow row) => new(1, Math.Max(row.Amount, 0), Math.Max(-row.Amount, 0));
}

/// <summary>Gathers the index of a ledger while its lines are written, in some 15 bytes for an account and block.</summary>
internal sealed class LedgerIndex : IDisposable
{
    /// <summary>Of uncompressed lines in a block: read in a few milliseconds, and a million lines have some 300.</summary>
    private const int BlockSize = 1024 * 1024;

    private readonly MemoryStream bytes = new();
    private readonly BinaryWriter writer;
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, LedgerShare> shares = [];
    private (DateOnly First, DateOnly Last) days = (DateOnly.MaxValue, DateOnly.MinValue);
    private (int Lines, int Plain, long Offset) block;

    public LedgerIndex() => writer = new BinaryWriter(bytes);

    private bool isBeyondSums;

    /// <summary>How many blocks there are; none where a sum is too large to be kept.</summary>
    public int Blocks { get; private set; }

    public void Add(LedgerRow row)
    {
        var account = row.AccountId ?? "";
        try
        {
            shares[account] = shares.GetValueOrDefault(account) + LedgerShare.Of(row);
        }
        catch (OverflowException)
        {
            isBeyondSums = true;
        }

        days = (row.Date < days.First ? row.Date : days.First, row.Date > days.Last ? row.Date : days.Last);
        block.Lines++;
    }

    /// <summary>What was added has been written to the file.</summary>
    /// <param name="plain">Bytes before compression.</param>
    /// <param name="end">How long the file is now.</param>
    public void Written(int plain, long end, bool isLast)
    {
        block.Plain += plain;
        if (block.Lines == 0 || (block.Plain < BlockSize && !isLast))
            return;
        writer.Write(block.Offset);
        writer.Write((int)(end - block.Offset));
        writer.Write(block.Lines);
        writer.Write(days.First.DayNumber);
        writer.Write(days.Last.DayNumber);
        writer.Write(shares.Count);
        foreach (var (account, share) in shares)
        {
            // Each account's id is written once, where it first occurs.
            var isNew = numbers.TryAdd(account, numbers.Count);
            writer.Write7BitEncodedInt(numbers[account]);
            if (isNew)
                writer.Write(account);
            writer.Write7BitEncodedInt(share.Lines);
            Write(share.Debit);
            Write(share.Credit);
        }

        Blocks = isBeyondSums ? 0 : Blocks + 1;
        (block, days) = ((0, 0, end), (DateOnly.MaxValue, DateOnly.MinValue));
        shares.Clear();
    }

    public byte[] ToArray()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(BitConverter.GetBytes(Blocks));
            deflate.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }

        return packed.ToArray();
    }

    public static List<LedgerBlock> Read(byte[] packed)
    {
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress));
        var (blocks, accounts) = (new List<LedgerBlock>(), new List<string>());
        for (var more = reader.ReadInt32(); more > 0; more--)
        {
            var (offset, length, lines) = (reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
            var (first, last) = (DateOnly.FromDayNumber(reader.ReadInt32()), DateOnly.FromDayNumber(reader.ReadInt32()));
            var shares = new Dictionary<string, LedgerShare>();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var number = reader.Read7BitEncodedInt();
                if (number == accounts.Count)
                    accounts.Add(reader.ReadString());
                shares[accounts[number]] = new LedgerShare(reader.Read7BitEncodedInt(), ReadAmount(reader), ReadAmount(reader));
            }

            blocks.Add(new LedgerBlock(offset, length, lines, first, last, shares));
        }

        return blocks;
    }

    public void Dispose()
    {
        writer.Dispose();
        bytes.Dispose();
    }

    // Sums of money are mostly of three to five bytes, not of sixteen.
    private void Write(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        writer.Write((byte)(bits[3] >> 16));
        writer.Write7BitEncodedInt64((uint)bits[0] | ((long)bits[1] << 32));
        writer.Write7BitEncodedInt(bits[2]);
    }

    private static decimal ReadAmount(BinaryReader reader)
    {
        var scale = reader.ReadByte();
        var low = reader.Read7BitEncodedInt64();
        return new decimal((int)low, (int)(low >> 32), reader.Read7BitEncodedInt(), isNegative: false, scale);
    }
}
