using System.Buffers.Text;
using System.Text.Json;
using SharedKernel.Results;

namespace SharedKernel.Web;

/// <summary>
/// A keyset position as opaque text: the sort values and the key of the row where a page ended, as a JSON array in
/// base64url. It comes back from the outside, so anything unreadable is a failure (400 <c>bad-cursor</c>).
/// </summary>
public static class Cursor
{
    private const int LongestAccepted = 2_000;

    private static readonly Failure Bad = new("bad-cursor", StatusCodes.Status400BadRequest);

    public static string Encode(params object?[] parts) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    public static Result<T> Decode<T>(string cursor) => Read(cursor, 1, p => p[0].Deserialize<T>()!);

    public static Result<(T1, T2)> Decode<T1, T2>(string cursor) =>
        Read(cursor, 2, p => (p[0].Deserialize<T1>()!, p[1].Deserialize<T2>()!));

    public static Result<(T1, T2, T3)> Decode<T1, T2, T3>(string cursor) =>
        Read(cursor, 3, p => (p[0].Deserialize<T1>()!, p[1].Deserialize<T2>()!, p[2].Deserialize<T3>()!));

    private static Result<T> Read<T>(string cursor, int parts, Func<JsonElement[], T> read)
    {
        if (cursor.Length > LongestAccepted)
            return Bad;
        try
        {
            var array = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor));
            return array?.Length == parts ? read(array) : Bad;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return Bad;
        }
    }
}
