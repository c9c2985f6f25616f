using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DataRefresh.Connectors;

/// <summary>A successful answer, to be read once: as one JSON value, or record by record where it may be long.</summary>
internal sealed class VendorAnswer(VendorBody body, VendorOptions options, CancellationToken token)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Ends with the call.</summary>
    public CancellationToken Token => token;

    /// <summary>For calls whose answer says nothing.</summary>
    public static ValueTask<bool> Ignore(VendorAnswer answer) => ValueTask.FromResult(true);

    /// <summary>Refuses what is plainly no JSON: a log-in page often comes with status 200.</summary>
    public static void CheckContent(HttpContent content)
    {
        var type = content.Headers.ContentType;
        if (content.Headers.ContentLength == 0 || type is null)
            return;
        if (type.MediaType is MediaTypeNames.Text.Html or "application/xhtml+xml")
            throw VendorFault.Bad(VendorFault.Html, "The vendor shows a web page instead of data.");
        var isJson = type.MediaType is MediaTypeNames.Application.Json or "text/json"
            || type.MediaType?.EndsWith("+json", StringComparison.Ordinal) == true;
        var isUtf8 = type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        if (!isJson || !isUtf8)
            throw VendorFault.Bad(VendorFault.WrongContent, "The answer is not JSON in UTF-8.");
    }

    /// <summary>Reads the whole answer as one value; for what is small by nature.</summary>
    public async ValueTask<T> Value<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, token) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException bad)
        {
            throw Unreadable(bad);
        }
    }

    /// <summary>
    /// Reads an object with one long array, giving each of its records to <paramref name="take"/> as it arrives, and answers
    /// the rest of the object: memory holds one buffer of records, however long the array.
    /// </summary>
    public async ValueTask<TRest> Records<TRecord, TRest>(
        string array, JsonTypeInfo<TRecord> record, JsonTypeInfo<TRest> rest, Func<TRecord, ValueTask> take)
    {
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            var records = new RecordReader<TRecord>(array, record, options);
            var unread = 0;
            for (var isFirst = true; ; isFirst = false)
            {
                // At least as much again as was left unread: what is long would else be read anew for every small piece.
                var chunk = await pipe.ReadAtLeastAsync(2 * unread, token);
                var buffer = isFirst ? WithoutMark(chunk.Buffer) : chunk.Buffer;
                var whole = Parse(() => records.Read(buffer, chunk.IsCompleted));
                unread = (int)buffer.Slice(whole).Length;
                pipe.AdvanceTo(whole, buffer.End);
                foreach (var found in records.Found)
                    await take(found);
                records.Found.Clear();
                if (chunk.IsCompleted)
                    return Parse(() => records.Rest(rest));
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> buffer) =>
        buffer.FirstSpan.StartsWith(ByteOrderMark) ? buffer.Slice(ByteOrderMark.Length) : buffer;

    private T Parse<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonException bad)
        {
            throw Unreadable(bad);
        }
    }

    private ConnectorException Unreadable(JsonException bad) => body.StartsAsMarkup
        ? VendorFault.Bad(VendorFault.Html, "The vendor shows a web page instead of data.", bad)
        : VendorFault.Bad(VendorFault.BadJson, "The answer is not the JSON that the vendor promises.", bad);
}
