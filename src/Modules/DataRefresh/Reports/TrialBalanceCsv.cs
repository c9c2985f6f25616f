using CsvHelper;
using DataRefresh.Snapshots;

namespace DataRefresh.Reports;

/// <summary>
/// A trial balance as CSV: UTF-8 with a byte order mark (Excel needs it), commas, a point in numbers whatever the language,
/// one line of headings, no title and no totals, so that it can be read by machines. Text is guarded by
/// <see cref="TrialBalanceText"/>: the library's own guard knows no full-width forms and cannot be undone.
/// </summary>
internal static class TrialBalanceCsv
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    public static async Task Write(Stream target, TrialBalanceHeadings headings, IAsyncEnumerable<TrialBalanceRow> rows, CancellationToken token)
    {
        await using var csv = CsvWriter.Create(target, Options, leaveOpen: true);
        foreach (var heading in headings.Columns)
            csv.WriteField(TrialBalanceText.Guard(heading));
        await csv.EndRecordAsync(token);

        await foreach (var row in rows.WithCancellation(token))
        {
            csv.WriteField(TrialBalanceText.Guard(row.Code));
            csv.WriteField(TrialBalanceText.Guard(row.Name));
            csv.WriteField(TrialBalanceText.Guard(headings.KindName(row.Kind)));
            csv.WriteField(row.Opening);
            csv.WriteField(row.Debit);
            csv.WriteField(row.Credit);
            csv.WriteField(row.Closing);
            csv.WriteField(TrialBalanceText.Guard(row.Currency));
            await csv.EndRecordAsync(token);
        }

        await csv.FlushAsync(token);
    }
}
