using System.Text.Json;
using System.Text.Json.Serialization;
using DataRefresh.Imports;

namespace DataRefresh.Uploads;

/// <summary>What an upload keeps as JSON.</summary>
internal static class UploadJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static FileLayout LayoutOf(Upload upload) => Read<FileLayout>(upload.Layout);

    public static Dictionary<ImportField, int> MappingOf(Upload upload) => Read<Dictionary<ImportField, int>>(upload.Mapping);

    public static ImportPreview? PreviewOf(Upload upload) => upload.Preview is { } preview ? Read<ImportPreview>(preview) : null;

    public static Dictionary<ImportField, string> ColumnsOf(RememberedMapping remembered) => Read<Dictionary<ImportField, string>>(remembered.Columns);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
