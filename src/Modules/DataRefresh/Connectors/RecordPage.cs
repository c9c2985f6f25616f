using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace DataRefresh.Connectors;

/// <summary>
/// One page of a vendor's list over all tries to read it: a page that breaks off is asked for again, and its first records
/// are passed over.
/// </summary>
/// <param name="array">The member that holds the records.</param>
internal sealed class RecordPage<TRecord, TAround>(
    string array, JsonTypeInfo<TRecord> record, JsonTypeInfo<TAround> around, Func<TRecord, string?> idOf, Func<TRecord, ValueTask> take)
{
    private static readonly byte[] Separator = [0];

    public int Count { get; private set; }

    /// <summary>The same for a page with the same records in the same order.</summary>
    public string Mark { get; private set; } = "";

    public async ValueTask<TAround> Read(VendorAnswer answer)
    {
        using var marks = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (skip, index) = (Count, 0);
        try
        {
            return await answer.Records(array, record, around, async found =>
            {
                // Records without an id (there are some in ageing) are told apart by their content.
                marks.AppendData(Encoding.UTF8.GetBytes(idOf(found) ?? found!.ToString()!));
                marks.AppendData(Separator);
                if (++index == skip && Digest(marks) != Mark)
                    throw VendorFault.Down(VendorFault.CutShort, "The page that broke off has changed since.");
                if (index > skip)
                {
                    Count = index;
                    await take(found);
                }
            });
        }
        finally
        {
            if (index >= skip)
                Mark = Digest(marks);
        }
    }

    private static string Digest(IncrementalHash marks) => Convert.ToHexString(marks.GetCurrentHash());
}
