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
internal sealed class ReportFile<TRow>(ReportTable<TRow> table, DateOnly asOf, IAsyncEnumerable<TRow> rows) : ReportFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public override string Name => $"{table.Customer} {asOf:yyyy-MM-dd} {table.Title}";

    public override Task Write(Stream target, string format, CancellationToken token) => format switch
    {
        "xlsx" => XlsxFile.Write(target, table, rows, token),
        "csv" => CsvFile.Write(target, table, rows, token),
        _ => JsonSerializer.SerializeAsync(target, rows, Json, token),
    };
}
