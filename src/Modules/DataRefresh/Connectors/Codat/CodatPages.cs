using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace DataRefresh.Connectors.Codat;

/// <summary>
/// Reads a list of Codat's to its end, page by page (<c>page</c> from 1, <c>pageSize</c>), each record once: a page that breaks
/// off is asked for again and its first records are passed over. Pages that repeat, or go on beyond any reason, are cut.
/// </summary>
internal static partial class CodatPages
{
    // The list may grow a little while it is being read.
    private const int Slack = 5;

    public static async Task Read<T>(
        CodatClient client, string list, JsonTypeInfo<T> type, Func<T, string?> idOf, Func<T, ValueTask> take, CancellationToken token)
    {
        var size = client.Options.PageSize;
        var seen = new HashSet<string>();
        long read = 0;
        for (var number = 1; ; number++)
        {
            var page = new RecordPage<T, CodatPage>("results", type, CodatJson.Default.CodatPage, idOf, take);
            var around = await client.Get(
                $"{list}?page={number}&pageSize={size}",
                page.Read,
                token);
            read += page.Count;

            var total = around.TotalResults ?? 0;
            var next = around.Links?.Next?.Href;
            if (next is null && read < total)
                throw VendorFault.Bad(VendorFault.MissingRows, $"The vendor ends after {read} of {total} records.");
            if (next is null)
                return;
            var most = total > 0 ? Math.Min(client.Options.MaxPages, (total / size) + Slack) : client.Options.MaxPages;
            if (page.Count == 0 || !seen.Add(page.Mark) || number >= most || total / size > client.Options.MaxPages || PageOf(next) <= number)
                throw VendorFault.Bad(VendorFault.EndlessPages, $"The vendor names a next page after page {number}, against all reason.");
        }
    }

    // The link is only looked at for going backwards; following it would let the vendor choose where our key is sent.
    private static int PageOf(string next) =>
        PageNumber().Match(next) is { Success: true } found && int.TryParse(found.ValueSpan, out var number) ? number : int.MaxValue;

    [GeneratedRegex(@"(?<=[?&]page=)\d{1,9}")]
    private static partial Regex PageNumber();
}
