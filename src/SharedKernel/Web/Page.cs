using System.Text.Json.Serialization;

namespace SharedKernel.Web;

/// <summary>One page of a list, continued by an opaque cursor.</summary>
/// <param name="Next">Pass it as <c>after</c> for the next page; null on the last.</param>
/// <param name="Total">How many there are in all; null where counting was not asked for.</param>
public sealed record Page<T>(
    [property: JsonPropertyName("items")] IReadOnlyList<T> Items,
    [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("total")] int? Total = null)
{
    /// <summary>Pass it as <c>before</c> for the page in front of this one; null on the first.</summary>
    [JsonPropertyName("previous"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Previous { get; init; }
}
