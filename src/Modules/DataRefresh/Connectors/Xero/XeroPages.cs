using System.Text.Json.Serialization.Metadata;

namespace DataRefresh.Connectors.Xero;

/// <summary>
/// Reads Xero's lists to their end, each record once. Pages that repeat, or go on beyond any reason, are cut.
/// </summary>
internal static class XeroPages
{
    // The list may grow a little while it is being read.
    private const int Slack = 5;

    /// <summary>A list with <c>page</c> (from 1) and <c>pageSize</c>. Xero may give fewer than were asked for: only an empty page, or its own count, is the end.</summary>
    public static async Task Read<T>(
        XeroClient client, string tenant, string list, string query, JsonTypeInfo<T> type, Func<T, string?> idOf, Func<T, ValueTask> take, CancellationToken token)
    {
        var options = client.Options;
        var seen = new HashSet<string>();
        long read = 0;
        for (var number = 1; ; number++)
        {
            var page = new RecordPage<T, XeroPage>(list, type, XeroJson.Default.XeroPage, idOf, take);
            var paging = (await client.Get(tenant, $"{list}?page={number}&pageSize={options.PageSize}{query}", page.Read, token)).Pagination;
            read += page.Count;
            if (page.Count == 0 || paging?.PageCount <= number)
            {
                if (read < paging?.ItemCount)
                    throw VendorFault.Bad(VendorFault.MissingRows, $"Xero ends after {read} of {paging.ItemCount} records.");
                return;
            }

            if (!seen.Add(page.Mark) || number >= options.MaxPages || paging?.PageCount > options.MaxPages || number > paging?.PageCount + Slack)
                throw VendorFault.Bad(VendorFault.EndlessPages, $"Xero goes on after page {number}, against all reason.");
        }
    }

    /// <summary>A list that comes whole.</summary>
    public static async Task ReadWhole<T>(
        XeroClient client, string tenant, string list, JsonTypeInfo<T> type, Func<T, string?> idOf, Func<T, ValueTask> take, CancellationToken token) =>
        await client.Get(tenant, list, new RecordPage<T, XeroPage>(list, type, XeroJson.Default.XeroPage, idOf, take).Read, token);

    /// <summary>Journals come by number, after the last one that was read.</summary>
    public static async Task ReadJournals(XeroClient client, string tenant, Func<XeroJournal, ValueTask> take, CancellationToken token)
    {
        for (var (offset, pages) = (0L, 0); ; pages++)
        {
            var last = offset;
            var page = new RecordPage<XeroJournal, XeroPage>("Journals", XeroJson.Default.XeroJournal, XeroJson.Default.XeroPage, one => one.JournalId, async journal =>
            {
                if (journal.JournalNumber is not { } number || number <= last)
                    throw VendorFault.Bad(VendorFault.EndlessPages, $"A journal after {last} has the number {journal.JournalNumber}.");
                last = number;
                await take(journal);
            });
            await client.Get(tenant, $"Journals?offset={offset}", page.Read, token);
            if (page.Count == 0)
                return;
            if (pages >= client.Options.MaxPages)
                throw VendorFault.Bad(VendorFault.EndlessPages, $"Xero goes on after {pages} pages of journals.");
            offset = last;
        }
    }
}
