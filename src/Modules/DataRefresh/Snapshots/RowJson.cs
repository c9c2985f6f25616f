using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DataRefresh.Snapshots;

/// <summary>How rows are written into snapshot parts. Old parts must stay readable: add members, never rename.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrganisationRow))]
[JsonSerializable(typeof(AccountRow))]
[JsonSerializable(typeof(TrialBalanceRow))]
[JsonSerializable(typeof(StatementRow))]
[JsonSerializable(typeof(AgedBalanceRow))]
[JsonSerializable(typeof(PartyRow))]
[JsonSerializable(typeof(InvoiceRow))]
[JsonSerializable(typeof(LedgerRow))]
[JsonSerializable(typeof(string))]
internal sealed partial class RowJson : JsonSerializerContext
{
    public static JsonTypeInfo<TRow> Of<TRow>() => Cache<TRow>.Info;

    private static class Cache<TRow>
    {
        public static readonly JsonTypeInfo<TRow> Info = (JsonTypeInfo<TRow>)(Default.GetTypeInfo(typeof(TRow))
            ?? throw new NotSupportedException($"{typeof(TRow).Name} is not a row of a snapshot."));
    }
}
