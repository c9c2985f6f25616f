using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorSimulator.Codat;

/// <summary>How Codat writes JSON: camel case, nothing for nulls, other scripts and signs as they are.</summary>
internal static class CodatJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter());
    }

    public static decimal Money(long cents) => cents / 100m;

    /// <summary>A business date: local to the company, without a zone.</summary>
    public static string Day(DateOnly date) => $"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T00:00:00";

    /// <summary>A moment in Coordinated Universal Time.</summary>
    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
