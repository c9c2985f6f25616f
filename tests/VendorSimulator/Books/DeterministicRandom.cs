using System.Security.Cryptography;
using System.Text;

namespace VendorSimulator.Books;

/// <summary>
/// A SplitMix64 generator. System.Random promises no stable sequence across runtimes, and books must stay the
/// same for a company id whatever runs them.
/// </summary>
internal sealed class DeterministicRandom(ulong seed)
{
    private ulong _state = seed;

    public static DeterministicRandom For(Guid companyId, string purpose) =>
        new(BitConverter.ToUInt64(Digest($"{companyId:N}/{purpose}")));

    /// <summary>A stable identifier for the nth thing of a kind, so that reads and restarts agree on ids.</summary>
    public static Guid StableId(Guid companyId, string kind, long number) =>
        new(Digest($"{companyId:N}/{kind}/{number}").AsSpan(0, 16));

    public int Next(int minimum, int maximumExclusive) =>
        minimum + (int)(NextUInt64() % (ulong)(maximumExclusive - minimum));

    public bool Chance(int percent) => Next(0, 100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(0, items.Count)];

    /// <summary>An amount in cents between two amounts in whole units, with uneven cents.</summary>
    public long Cents(int fromUnits, int toUnits) => Next(fromUnits * 100, toUnits * 100);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
