using System.Text.RegularExpressions;

namespace Architecture.Tests.Rules;

/// <summary>
/// Rule 7. An integration event has a constant name that outlives its CLR name, such as
/// <c>engagements.contact-changed.v1</c>: its module, what happened in the past tense, a version. Names are unique.
/// </summary>
public sealed partial class EventNames
{
    // Past tenses that do not end in "ed".
    private static readonly string[] Irregular = ["begun", "lost", "made", "sent", "withdrawn"];

    [Fact]
    public void Integration_events_have_stable_names() => Rule.Holds([.. Code.Contracts.Written().Where(IsEvent)], Offenders);

    [Fact]
    public void Two_events_with_one_name_are_refused() => Rule.Refuses(
        [Code.Sample(typeof(Rooms.Contracts.RoomOpened)), Code.Sample(typeof(Rooms.Contracts.RoomOpenedAgain))],
        Offenders,
        "rooms.room-opened.v1 is the name of 2 events");

    [Theory]
    [InlineData(typeof(Rooms.Contracts.OpenRoom), "rooms.open-room.v1")]
    [InlineData(typeof(Rooms.Contracts.RoomLeft), "Architecture.RoomLeft")]
    [InlineData(typeof(Rooms.Contracts.WallPainted), "no FirmId")]
    [InlineData(typeof(Rooms.Contracts.WallMoved), "no constant Name")]
    public void An_event_with_a_name_of_another_form_or_without_a_firm_is_refused(Type sample, string complaint) =>
        Rule.Refuses([Code.Sample(sample)], Offenders, complaint);

    private static bool IsEvent(TypeDefinition type) =>
        type.Fields.Any(f => f is { Name: "Name", IsPublic: true, IsStatic: true }) || Happened(type.Name);

    private static bool Happened(string name) => name.EndsWith("ed", StringComparison.Ordinal);

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> events)
    {
        foreach (var type in events)
        {
            if (NameOf(type) is not { } name)
                yield return $"{type.Place()} has no constant Name";
            else if (Form().Match(name) is not { Success: true } parts || !IsPast(parts.Groups["verb"].Value) || parts.Groups["module"].Value != Kebab(ModuleOf(type)))
                yield return $"{type.Place()} is named {name}, not {Kebab(ModuleOf(type))}.what-happened.v1";
            if (type.Properties.All(p => p.Name != "FirmId" || p.PropertyType.FullName != "System.Guid"))
                yield return $"{type.Place()} has no FirmId";
        }

        foreach (var same in events.GroupBy(NameOf).Where(g => g.Key is not null && g.Count() > 1))
            yield return $"{same.Key} is the name of {same.Count()} events";
    }

    private static string? NameOf(TypeDefinition type) =>
        type.Fields.FirstOrDefault(f => f is { Name: "Name", IsLiteral: true })?.Constant as string;

    private static bool IsPast(string verb) => verb.EndsWith("ed", StringComparison.Ordinal) || Irregular.Contains(verb);

    private static string ModuleOf(TypeDefinition type) => type.Namespace.Replace(".Contracts", "", StringComparison.Ordinal);

    private static string Kebab(string name) => WordStart().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"^(?<module>[a-z]+(-[a-z]+)*)\.([a-z]+-)+(?<verb>[a-z]+)\.v[1-9]\d*$")]
    private static partial Regex Form();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
