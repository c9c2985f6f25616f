using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DataRefresh.Connectors;

/// <summary>
/// Reads <c>{ …, "array": [ record, record, … ], … }</c> from a growing buffer. Records come out one by one in
/// <see cref="Found"/>; every other member is kept and read as one value at the end, wherever the vendor puts it.
/// </summary>
internal sealed class RecordReader<TRecord>(string array, JsonTypeInfo<TRecord> record, VendorOptions options)
{
    private readonly ArrayBufferWriter<byte> members = new();
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = options.MaxDepth });
    private bool inArray;

    public List<TRecord> Found { get; } = [];

    /// <summary>Reads as far as whole records and members go, and answers how far that was.</summary>
    /// <exception cref="JsonException">It is not such an object, or it is nested too deep, or it ends too early.</exception>
    public SequencePosition Read(ReadOnlySequence<byte> buffer, bool isFinal)
    {
        var reader = new Utf8JsonReader(buffer, isFinal, state);
        var whole = buffer.Start;
        while (reader.Read() && Take(ref reader, buffer))
            (whole, state) = (reader.Position, reader.CurrentState);

        if (buffer.Slice(whole).Length > options.MaxRecordBytes)
            throw VendorFault.Bad(VendorFault.TooLarge, $"One record of the answer is larger than {options.MaxRecordBytes} bytes.");
        return whole;
    }

    /// <summary>What stood around the array; call it once the answer has ended.</summary>
    public TRest Rest<TRest>(JsonTypeInfo<TRest> type)
    {
        if (members.WrittenCount == 0)
            throw new JsonException("The answer is empty.");
        return JsonSerializer.Deserialize(members.WrittenSpan, type)!;
    }

    // False: what begins here has not wholly arrived, and is read again from its first byte when more has.
    private bool Take(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer) => reader.TokenType switch
    {
        JsonTokenType.EndArray when reader.CurrentDepth == 1 => !(inArray = false),
        _ when inArray => TakeRecord(ref reader),
        JsonTokenType.PropertyName when reader.ValueTextEquals(array) => TakeArrayStart(ref reader),
        JsonTokenType.PropertyName => TakeMember(ref reader, buffer),
        JsonTokenType.StartObject => Keep("{"u8),
        JsonTokenType.EndObject => Keep("}"u8),
        _ => throw new JsonException("The answer is not an object."),
    };

    private bool TakeRecord(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!ahead.TrySkip())
            return false;
        Found.Add(JsonSerializer.Deserialize(ref reader, record) ?? throw new JsonException("A record is null."));
        return true;
    }

    private bool TakeArrayStart(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return false;
        inArray = reader.TokenType == JsonTokenType.StartArray;
        if (!inArray && reader.TokenType != JsonTokenType.Null)
            throw new JsonException($"{array} is not an array.");
        return true;
    }

    private bool TakeMember(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
    {
        var from = reader.TokenStartIndex;
        if (!reader.Read() || !reader.TrySkip())
            return false;
        if (members.WrittenCount > 1)
            members.Write(","u8);
        foreach (var part in buffer.Slice(from, reader.BytesConsumed - from))
            members.Write(part.Span);
        return true;
    }

    private bool Keep(ReadOnlySpan<byte> brace)
    {
        members.Write(brace);
        return true;
    }
}
