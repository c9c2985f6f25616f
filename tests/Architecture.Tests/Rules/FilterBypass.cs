namespace Architecture.Tests.Rules;

/// <summary>Rule 6. <c>IgnoreQueryFilters</c> appears only here, each place with the reason why it may.</summary>
public sealed class FilterBypass
{
    private static readonly Dictionary<string, string> Allowed = new()
    {
    };

    [Fact]
    public void Query_filters_are_ignored_only_where_this_list_allows_it() =>
        Rule.Holds([.. Code.All.Written().Where(t => !t.IsNested)], Offenders);

    [Fact]
    public void Ignoring_the_filters_elsewhere_is_refused() =>
        Rule.Refuses([Code.Sample(typeof(Rooms.Peephole))], Offenders, "Rooms.Peephole");

    [Fact]
    public void The_list_names_no_place_that_does_not_need_it() => Assert.Empty(
        Allowed.Keys.Except(Code.All.Written().Where(Ignores).Select(t => t.Place())));

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> types) =>
        types.Where(Ignores).Select(t => t.Place()).Where(place => !Allowed.ContainsKey(place)).Select(place => $"{place} ignores query filters");

    private static bool Ignores(TypeDefinition type) => type.Calls().Any(c => c.Name == "IgnoreQueryFilters");
}
