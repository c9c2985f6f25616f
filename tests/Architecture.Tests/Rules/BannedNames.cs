namespace Architecture.Tests.Rules;

/// <summary>Names that say nothing of what a thing is.</summary>
public sealed class BannedNames
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Service", "Services", "Dto", "Impl", "Util", "Utils"];

    [Fact]
    public void No_type_is_called_a_manager_helper_service_dto_or_impl() => Rule.Holds(Code.All.Written(), Offenders);

    [Fact]
    public void A_helper_is_refused() => Rule.Refuses([Code.Sample(typeof(Rooms.RoomHelper))], Offenders, "Rooms.RoomHelper");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> types) =>
        types.Where(t => Endings.Any(e => t.Name.Split('`')[0].EndsWith(e, StringComparison.Ordinal))).Select(t => t.Place());
}
