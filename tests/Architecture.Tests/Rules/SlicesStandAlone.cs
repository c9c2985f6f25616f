namespace Architecture.Tests.Rules;

/// <summary>Rule 5. A slice does not use another slice's types. Entities and view records are no slice's own.</summary>
public sealed class SlicesStandAlone
{
    private static readonly string[] Marks = ["Command", "Query", "Routes", "Handler"];

    [Fact]
    public void Slices_do_not_use_each_other() =>
        Rule.Holds([.. Code.Modules.Written().Where(IsSlice)], Offenders);

    [Fact]
    public void A_slice_that_sends_another_slices_command_is_refused() => Rule.Refuses(
        [Code.Sample(typeof(Rooms.OpenRoom)), Code.Sample(typeof(Rooms.OpenAllRooms))],
        Offenders,
        "Rooms.OpenAllRooms uses Rooms.OpenRoom.Command");

    private static bool IsSlice(TypeDefinition type) =>
        !type.IsNested && type.IsStatic() && type.NestedTypes.Any(t => Marks.Contains(t.Name));

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> slices)
    {
        var names = slices.Select(s => s.FullName).ToHashSet();
        return from slice in slices
               from used in slice.Uses()
               let owner = used.Outermost().FullName
               where owner != slice.FullName && names.Contains(owner)
               select $"{slice.Place()} uses {used.Place()}";
    }
}
