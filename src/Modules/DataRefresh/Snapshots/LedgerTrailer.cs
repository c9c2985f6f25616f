using System.Buffers.Binary;

namespace DataRefresh.Snapshots;

/// <summary>
/// Puts an index behind the rows of a gzip file and finds it there. It stands in the extra fields (RFC 1952, 2.3.1.1) of empty
/// members: whoever just reads the rows, as all did before there was an index, passes over it. The last member has a fixed
/// length and says where the first one begins.
/// </summary>
internal static class LedgerTrailer
{
    private const int MostInAMember = 60_000;
    private const int LastLength = Head + 16 + Tail;
    private const int Head = 16;
    private const int Tail = 10;

    /// <param name="begins">How long the file was before.</param>
    public static IEnumerable<byte[]> Members(byte[] index, long begins)
    {
        for (var at = 0; at < index.Length; at += MostInAMember)
            yield return Member((byte)'X', index.AsSpan(at, Math.Min(MostInAMember, index.Length - at)));
        var place = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(place, begins);
        BinaryPrimitives.WriteInt64LittleEndian(place.AsSpan(8), index.Length);
        yield return Member((byte)'E', place);
    }

    /// <summary>The index; null where the file has none.</summary>
    public static async Task<byte[]?> Find(Stream file, CancellationToken token)
    {
        if (file.Length < LastLength)
            return null;
        var last = new byte[LastLength];
        file.Position = file.Length - LastLength;
        await file.ReadExactlyAsync(last, token);
        if (!IsMember(last, (byte)'E', 16))
            return null;

        file.Position = BinaryPrimitives.ReadInt64LittleEndian(last.AsSpan(Head));
        var index = new byte[BinaryPrimitives.ReadInt64LittleEndian(last.AsSpan(Head + 8))];
        for (var at = 0; at < index.Length; at += MostInAMember)
        {
            file.Position += Head;
            await file.ReadExactlyAsync(index.AsMemory(at, Math.Min(MostInAMember, index.Length - at)), token);
            file.Position += Tail;
        }

        return index;
    }

    private static byte[] Member(byte kind, ReadOnlySpan<byte> data)
    {
        var member = new byte[Head + data.Length + Tail];
        Begin(member, kind, data.Length);
        data.CopyTo(member.AsSpan(Head));
        // An empty block of deflate; check sum and length of nothing are noughts.
        member[Head + data.Length] = 3;
        return member;
    }

    private static bool IsMember(ReadOnlySpan<byte> bytes, byte kind, int length)
    {
        var head = new byte[Head];
        Begin(head, kind, length);
        return bytes[..Head].SequenceEqual(head);
    }

    // Identification, deflate, "has an extra field", no time, unknown system; length of the field; its name and own length.
    private static void Begin(Span<byte> member, byte kind, int length)
    {
        ReadOnlySpan<byte> fixedPart = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255];
        fixedPart.CopyTo(member);
        BinaryPrimitives.WriteUInt16LittleEndian(member[10..], (ushort)(length + 4));
        (member[12], member[13]) = ((byte)'D', kind);
        BinaryPrimitives.WriteUInt16LittleEndian(member[14..], (ushort)length);
    }
}
