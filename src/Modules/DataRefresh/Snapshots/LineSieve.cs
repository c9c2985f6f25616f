using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DataRefresh.Snapshots;

/// <summary>
/// Tells from stored bytes that no line among them can be wanted, without deserialising any. It may let through what is not
/// wanted.
/// </summary>
internal sealed class LineSieve
{
    private readonly byte[]? field;
    private readonly SearchValues<string>[] words;
    private readonly bool needsEscapes;

    private LineSieve(byte[]? field, IReadOnlyCollection<string> words)
    {
        this.field = field;
        this.words = [.. words.Where(word => Ascii.IsValid(word)).Select(word => SearchValues.Create([word], StringComparison.OrdinalIgnoreCase))];
        needsEscapes = this.words.Length < words.Count;
    }

    /// <param name="name">A member that must have the value, such as <c>accountId</c>.</param>
    public static LineSieve OfField(string name, string value) => Of(name, value, []);

    /// <param name="value">Null where any will do.</param>
    /// <param name="words">Folded; all must occur in a line.</param>
    public static LineSieve Of(string name, string? value, IReadOnlyCollection<string> words) =>
        new(value is null ? null : Encoding.UTF8.GetBytes($"\"{name}\":{JsonSerializer.Serialize(value, RowJson.Default.String)}"), words);

    public bool MayHold(ReadOnlySpan<byte> lines)
    {
        if (field is not null && lines.IndexOf(field) < 0)
            return false;

        // Stored lines are ASCII. What is beyond it is escaped; whether such a line matches only folding can tell.
        if ((words.Length == 0 && !needsEscapes) || lines.Contains((byte)'\\'))
            return true;
        if (needsEscapes)
            return false;

        var text = ArrayPool<char>.Shared.Rent(lines.Length);
        try
        {
            Encoding.Latin1.GetChars(lines, text);
            foreach (var word in words)
                if (text.AsSpan(0, lines.Length).IndexOfAny(word) < 0)
                    return false;
            return true;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }
}
