namespace Architecture.Tests.Rules;

/// <summary>Time comes from TimeProvider, so that a test can set it.</summary>
public sealed class Clock
{
    private static readonly string[] Wall = ["get_Now", "get_UtcNow", "get_Today"];
    private static readonly string[] Types = ["System.DateTime", "System.DateTimeOffset"];

    [Fact]
    public void Nothing_reads_the_wall_clock_itself() => Rule.Holds(Outer(Code.All.Written()), Offenders);

    [Fact]
    public void A_look_at_the_wall_clock_is_refused() =>
        Rule.Refuses([Code.Sample(typeof(Rooms.Hourglass))], Offenders, "Rooms.Hourglass calls System.DateTime.get_UtcNow");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> types) =>
        from type in types
        from call in type.Calls()
        where Wall.Contains(call.Name) && Types.Contains(call.DeclaringType.FullName)
        select $"{type.Place()} calls {call.Place()}";

    private static IReadOnlyList<TypeDefinition> Outer(IReadOnlyList<TypeDefinition> types) => [.. types.Where(t => !t.IsNested)];
}
