namespace Architecture.Tests.Rules;

/// <summary>
/// A slice is a static class. What makes it one is nested in it under the same names everywhere: a <c>Command</c> or a
/// <c>Query</c>, its <c>Rules</c>, <c>Handler</c> and <c>Routes</c>.
/// </summary>
public sealed class SliceShape
{
    private static readonly (string Contract, string[] Names)[] Parts =
    [
        ("MediatR.IRequest`1", ["Command", "Query"]),
        // A page that is read and changed in one slice has two.
        ("MediatR.IRequestHandler`2", ["Handler", "Reading"]),
        ("FluentValidation.AbstractValidator`1", ["Rules"]),
        ("SharedKernel.Web.ICarterModule", ["Routes"]),
    ];

    [Fact]
    public void The_parts_of_a_slice_are_nested_in_it_under_their_usual_names() =>
        Rule.Holds([.. Code.Modules.Written().Where(t => PartOf(t) is not null)], Offenders);

    [Theory]
    [InlineData(typeof(Rooms.PaintRoomCommand), "Rooms.PaintRoomCommand is no Command or Query nested in a static class")]
    [InlineData(typeof(Rooms.SweepRoom.Request), "Rooms.SweepRoom.Request is no Command or Query nested in a static class")]
    public void A_part_that_stands_alone_or_has_another_name_is_refused(Type part, string complaint) =>
        Rule.Refuses([Code.Sample(part)], Offenders, complaint);

    private static IEnumerable<string> Offenders(IReadOnlyCollection<TypeDefinition> parts) =>
        from part in parts
        let names = PartOf(part)!
        where !names.Contains(part.Name) || part.DeclaringType?.IsStatic() != true
        select $"{part.Place()} is no {string.Join(" or ", names)} nested in a static class";

    private static string[]? PartOf(TypeDefinition type) => type.IsAbstract
        ? null
        : type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType)
            .Select(t => Array.Find(Parts, p => p.Contract == t?.GetElementType().FullName).Names)
            .FirstOrDefault(names => names is not null);
}
