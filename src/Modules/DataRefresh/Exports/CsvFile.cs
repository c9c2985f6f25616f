using System.Globalization;
using CsvHelper;

namespace DataRefresh.Exports;

/// <summary>
/// A report as CSV: UTF-8 with a byte order mark (Excel needs it), commas, a point in numbers and ISO dates whatever the
/// language, one line of headings, no title and no totals, so that it can be read by machines. Text is guarded by
/// <see cref="CellText"/>: the library's own guard knows no full-width forms and cannot be undone.
/// </summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    /// <summary>Writes rows as they come; memory does not grow with them.</summary>
    public static async Task Write<TRow>(Stream target, ReportTable<TRow> table, IAsyncEnumerable<TRow> rows, CancellationToken token)
    {
        await using var csv = CsvWriter.Create(target, Options, leaveOpen: true);
        foreach (var column in table.Columns)
            csv.WriteField(CellText.Guard(column.Heading));
        await csv.EndRecordAsync(token);

        await foreach (var row in rows.WithCancellation(token))
        {
            foreach (var column in table.Columns)
                Write(csv, column.Of(row));
            await csv.EndRecordAsync(token);
        }

        await csv.FlushAsync(token);
    }

    private static void Write(CsvWriter csv, Cell cell)
    {
        if ((cell.Amount ?? cell.Number) is { } number)
            csv.WriteField(number);
        else if (cell.Date is { } date)
            csv.WriteField(date.ToString("O", CultureInfo.InvariantCulture));
        else
            csv.WriteField(CellText.Guard(cell.Text));
    }
}
