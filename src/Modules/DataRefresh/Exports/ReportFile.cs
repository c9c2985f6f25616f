using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataRefresh.Exports;

/// <summary>A report that is ready to be written, in whichever format is asked for.</summary>
internal abstract class ReportFile
{
    /// <summary>Without an extension: customer, last day and title.</summary>
    public abstract string Name { get; }

    /// <param name="format">xlsx, csv or json.</param>
    public abstract Task Write(Stream target, string format, CancellationToken token);

    public static string MediaTypeOf(string format) => format switch
    {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/json",
    };
}

/// <param name="rows">Can be read once.</param>
internal class ReportFile<TRow>(ReportTable<TRow> table, DateOnly asOf, IAsyncEnumerable<TRow> rows) : ReportFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public override string Name => $"{table.Customer} {asOf:yyyy-MM-dd} {table.Title}";

    public override Task Write(Stream target, string format, CancellationToken token) => format switch
    {
        "xlsx" => XlsxFile.Write(target, table, rows, token),
        "csv" => CsvFile.Write(target, table, rows, token),
        _ => WriteJson(target, token),
    };

    protected virtual Task WriteJson(Stream target, CancellationToken token) => WriteJson(target, rows, token);

    protected static Task WriteJson<T>(Stream target, IAsyncEnumerable<T> found, CancellationToken token) =>
        JsonSerializer.SerializeAsync(target, found, Json, token);
}

/// <summary>A report that people read in another arrangement than machines do.</summary>
/// <param name="rows">As the tables show them.</param>
/// <param name="stored">As they are in the snapshot: what JSON has.</param>
internal sealed class ReportFile<TRow, TStored>(ReportTable<TRow> table, DateOnly asOf, IAsyncEnumerable<TRow> rows, IAsyncEnumerable<TStored> stored)
    : ReportFile<TRow>(table, asOf, rows)
{
    protected override Task WriteJson(Stream target, CancellationToken token) => WriteJson(target, stored, token);
}
