using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorSimulator.Xero;

/// <summary>How Xero writes JSON: names as they are, nothing for nulls, dates as milliseconds in a text.</summary>
internal static class XeroJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static decimal Money(long cents) => cents / 100m;

    /// <summary>An amount as reports show it: a text with two decimals.</summary>
    public static string Shown(long cents) => Money(cents).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A business date: midnight without a zone, written as if it were UTC.</summary>
    public static string Day(DateOnly date) => Moment(date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    public static string Moment(DateTime utc) => $"/Date({Milliseconds(utc)}+0000)/";

    public static string LongDay(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string ShortDay(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The answer of an accounting resource, wrapped as Xero wraps them all.</summary>
    public static IResult Answer(TimeProvider clock, string name, object content, object? pagination = null)
    {
        var answer = new Dictionary<string, object>
        {
            ["Id"] = Guid.NewGuid(),
            ["Status"] = "OK",
            ["ProviderName"] = XeroApp.Name,
            ["DateTimeUTC"] = $"/Date({Milliseconds(clock.GetUtcNow().UtcDateTime)})/",
        };
        if (pagination is not null)
            answer["pagination"] = pagination;
        answer[name] = content;
        return Results.Json(answer, Options);
    }

    private static long Milliseconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
}

/// <summary>The one app that is registered here.</summary>
internal static class XeroApp
{
    public const string Id = "demo-xero-app";
    public const string Secret = "demo-xero-secret";
    public const string Name = "Demo app";
}
