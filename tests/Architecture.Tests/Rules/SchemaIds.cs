using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Architecture.Tests.Rules;

/// <summary>
/// Two types with one schema id would share the first one's description in /openapi/v1.json, silently.
/// </summary>
public sealed class SchemaIds(House house) : IClassFixture<House>
{
    private readonly OpenApiOptions options = house.Services.GetRequiredService<IOptionsMonitor<OpenApiOptions>>().Get("v1");

    [Fact]
    public void Every_type_of_the_API_has_a_schema_id_of_its_own()
    {
        var operations = house.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(group => group.Items)
            .Where(options.ShouldInclude);
        var types = operations
            .SelectMany(o => o.ParameterDescriptions.Select(p => p.Type).Concat(o.SupportedResponseTypes.Select(r => r.Type)))
            .OfType<Type>()
            .Where(type => type != typeof(void));
        Rule.Holds([.. types], Offenders);
    }

    [Fact]
    public void Two_slices_of_one_name_with_different_bodies_are_refused() => Rule.Refuses(
        [typeof(Rooms.OpenRoom.Command), typeof(Rooms.Rooms.OpenRoom.Command), typeof(List<Rooms.OpenRoom.Command>)],
        Offenders,
        "OpenRoomCommand is the schema of Rooms.OpenRoom+Command, Rooms.Rooms.OpenRoom+Command");

    private IEnumerable<string> Offenders(IReadOnlyCollection<Type> types)
    {
        var json = house.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var all = new Dictionary<Type, JsonTypeInfo>();
        foreach (var type in types)
            Collect(type, json, all);
        return from type in all
               let id = options.CreateSchemaReferenceId(type.Value)
               where id is not null
               group type.Key by id into same
               where same.Count() > 1
               select $"{same.Key} is the schema of {string.Join(", ", same.Select(t => t.FullName).Order())}";
    }

    private static void Collect(Type type, JsonSerializerOptions json, Dictionary<Type, JsonTypeInfo> all)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (all.ContainsKey(type) || !json.TryGetTypeInfo(type, out var info))
            return;
        all.Add(type, info);
        if (info.ElementType is { } element)
            Collect(element, json, all);
        foreach (var property in info.Properties)
            Collect(property.PropertyType, json, all);
    }
}
